#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include <boost/random/sobol.hpp>

namespace benignity {

/// The Sobol sequence in [0,1)^dimensions (direction numbers of Joe and Kuo, a fixed sequence),
/// from point `first` on. Coordinates are whole multiples of 2^-53.
class QuasiRandomSequence {
 public:
  QuasiRandomSequence(std::size_t dimensions, std::int64_t first);
  /// The next point; valid until the following call.
  [[nodiscard]] std::span<const double> next();

 private:
  boost::random::sobol engine_;
  std::vector<double> point_;
};

}  // namespace benignity
