#pragma once

#include <cmath>

#include "theory/parameters.hpp"
#include "theory/time_scales.hpp"

namespace benignity {

/// Above it, on the events of the other margins, no gap between two logits of one sample moves by
/// more than 1/10 in one step. [derived] theory/README.md (9.13)
inline constexpr int small_step_constant = 16;

/// 1 / (alpha D |nu| |mu| max{|mu|^2, sigma_eps^2 d / n}) > 0; infinite where the product
/// underflows. Throws InvalidInput for parameters that validate() refuses.
/// [derived] theory/README.md (9.13)
template <class Real>
[[nodiscard]] Real small_step(const Parameters& parameters) {
  validate(parameters);
  const Real signal = Real(parameters.signal_norm);
  const Real noise = Real(parameters.noise_std);
  const Real by_signal = signal * signal;
  const Real by_noise = noise * noise * (Real(parameters.dimension) / Real(parameters.samples));
  const Real drive = Real(parameters.step_size) * Real(parameters.head_norm()) * signal;
  return 1 / (drive * (by_signal < by_noise ? by_noise : by_signal) * logit_gain<Real>(parameters));
}

}  // namespace benignity
