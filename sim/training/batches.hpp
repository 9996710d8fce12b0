#pragma once

#include <cstdint>
#include <vector>

namespace benignity {

/// Mini-batches: an epoch is a fresh permutation of the n samples cut into batches of batch_size,
/// the last one smaller where batch_size does not divide n. Counter-based: the order of an epoch
/// depends on (seed, replicate, epoch) alone, so that a position is two numbers.
class Batches {
 public:
  Batches(std::uint64_t seed, std::uint64_t replicate, std::int64_t samples,
          std::int64_t batch_size);

  /// 1/|batch| for the samples of the present batch, 0 for the others: what a sample weighs in the
  /// gradient. The full batch weighs every sample 1/n.
  template <class Real>
  void weigh(std::vector<Real>& weights) const {
    weights.assign(static_cast<std::size_t>(samples_), Real(0));
    const std::int64_t end = last();
    for (std::int64_t i = first_; i < end; ++i) {
      weights[static_cast<std::size_t>(order_[static_cast<std::size_t>(i)])] =
          1 / Real(end - first_);
    }
  }

  void next();

  [[nodiscard]] std::uint64_t epoch() const { return epoch_; }
  [[nodiscard]] std::int64_t first() const { return first_; }  ///< of the batch, in the epoch
  /// Goes to a batch of any epoch.
  void move_to(std::uint64_t epoch, std::int64_t first);

 private:
  [[nodiscard]] std::int64_t last() const;
  void shuffle();

  std::uint64_t seed_;
  std::uint64_t replicate_;
  std::int64_t samples_;
  std::int64_t batch_size_;
  std::uint64_t epoch_ = 0;
  std::int64_t first_ = 0;
  std::vector<std::int64_t> order_;
};

}  // namespace benignity
