#include "sim/training/batches.hpp"

#include <algorithm>
#include <numeric>
#include <utility>

#include "sim/random/stream.hpp"

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
  std::iota(order_.begin(), order_.end(), std::int64_t{0});
  if (batch_size_ >= samples_) return;  // the order of a full batch is nobody's business
  Stream stream({seed_, Purpose::batch_order, replicate_, static_cast<std::uint32_t>(epoch_ >> 32),
                 static_cast<std::uint32_t>(epoch_)});
  // Fisher and Yates, from the end; below(k) without bias: bits beyond the last whole multiple of k
  // are drawn again.
  const auto below = [&](std::uint64_t bound) {
    const std::uint64_t beyond = (~bound + 1) % bound;  // 2^64 mod bound
    std::uint64_t bits = stream.bits();
    while (bits < beyond) bits = stream.bits();
    return bits % bound;
  };
  for (std::size_t i = order_.size(); i > 1; --i) {
    std::swap(order_[i - 1], order_[below(i)]);
  }
}

}  // namespace benignity
