#include "verify/certification/quasi_random.hpp"

#include <cmath>

namespace benignity {

QuasiRandomSequence::QuasiRandomSequence(std::size_t dimensions, std::int64_t first)
    : engine_(dimensions), point_(dimensions) {
  engine_.discard(static_cast<std::uint64_t>(first) * dimensions);
}

std::span<const double> QuasiRandomSequence::next() {
  for (double& coordinate : point_) {
    coordinate = std::ldexp(static_cast<double>(engine_() >> 11U), -53);
  }
  return point_;
}

}  // namespace benignity
