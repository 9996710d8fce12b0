#pragma once

#include "theory/parameters.hpp"
#include "theory/signal_to_noise_ratio.hpp"

namespace benignity {

/// Above it g < 1: the weights -l'(Y f) of two samples differ by a factor of at most e^{1.1}, at
/// any selection. [derived] theory/README.md (9.12)
inline constexpr int bounded_head_gap_constant = 1;

/// 1 / g > 0. Throws InvalidInput for parameters that validate() refuses.
/// [derived] theory/README.md (9.12)
template <class Real>
[[nodiscard]] Real bounded_head_gap(const Parameters& parameters) {
  return 1 / head_gap<Real>(parameters);
}

}  // namespace benignity
