#include "sim/training/batches.hpp"

#include <algorithm>
#include <numeric>

#include "sim/random/permutation.hpp"

namespace benignity {

Batches::Batches(std::uint64_t seed, std::uint64_t replicate, std::int64_t samples,
                 std::int64_t batch_size)
    : seed_(seed),
      replicate_(replicate),
      samples_(samples),
      batch_size_(batch_size),
      order_(static_cast<std::size_t>(samples)) {
  shuffle();
}

void Batches::next() {
  first_ = last();
  if (first_ < samples_) return;
  move_to(epoch_ + 1, 0);
}

void Batches::move_to(std::uint64_t epoch, std::int64_t first) {
  first_ = first;
  if (epoch == epoch_) return;
  epoch_ = epoch;
  shuffle();
}

std::int64_t Batches::last() const { return std::min(first_ + batch_size_, samples_); }

void Batches::shuffle() {
  if (batch_size_ >= samples_) {  // the order of a full batch is nobody's business
    std::iota(order_.begin(), order_.end(), std::int64_t{0});
    return;
  }
  Stream stream({seed_, Purpose::batch_order, replicate_, static_cast<std::uint32_t>(epoch_ >> 32),
                 static_cast<std::uint32_t>(epoch_)});
  order_ = random_order(stream, samples_);
}

}  // namespace benignity
