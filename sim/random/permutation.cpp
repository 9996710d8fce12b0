#include "sim/random/permutation.hpp"

#include <numeric>
#include <utility>

namespace benignity {

std::vector<std::int64_t> random_order(Stream& stream, std::int64_t count) {
  std::vector<std::int64_t> order(static_cast<std::size_t>(count));
  std::iota(order.begin(), order.end(), std::int64_t{0});
  // below(k) without bias: bits beyond the last whole multiple of k are drawn again.
  const auto below = [&](std::uint64_t bound) {
    const std::uint64_t beyond = (~bound + 1) % bound;  // 2^64 mod bound
    std::uint64_t bits = stream.bits();
    while (bits < beyond) bits = stream.bits();
    return bits % bound;
  };
  for (std::size_t i = order.size(); i > 1; --i) std::swap(order[i - 1], order[below(i)]);
  return order;
}

}  // namespace benignity
