#include "theory/quasi_random.hpp"

#include <cmath>

#include <boost/random/sobol.hpp>

namespace benignity {

struct QuasiRandomSequence::Engine {
  boost::random::sobol sobol;
};

QuasiRandomSequence::QuasiRandomSequence(std::size_t dimensions, std::int64_t first)
    : engine_(new Engine{boost::random::sobol(dimensions)}), point_(dimensions) {
  // Boost counts coordinates, not points. Each block of points jumps to its own place, so that the
  // sequence is one whatever the number of threads.
  engine_->sobol.discard(static_cast<std::uint64_t>(first) * dimensions);
}
QuasiRandomSequence::~QuasiRandomSequence() = default;

std::span<const double> QuasiRandomSequence::next() {
  for (double& coordinate : point_) {
    // The upper 53 of 64 bits: every coordinate is a double exactly, below 1.
    coordinate = std::ldexp(static_cast<double>(engine_->sobol() >> 11U), -53);
  }
  return point_;
}

}  // namespace benignity
