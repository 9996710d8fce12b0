#pragma once

#include "theory/assumptions/trained_logits.hpp"
#include "theory/parameters.hpp"
#include "theory/time_scales.hpp"

namespace benignity {

/// Above it the change of H and of q = |p|^2 since tau = 0 perturbs the velocity of the logits by
/// at most 1/10, in the norm of K^{-1}. [derived] theory/README.md (9.16)
inline constexpr int lazy_kernel_constant = 20;

/// D^2 / E > 0, infinite at tau = 0, where E = 0. Throws InvalidInput for parameters that
/// validate() refuses. [derived] theory/README.md (9.16)
template <class Real>
[[nodiscard]] Real lazy_kernel(const Parameters& parameters, const TrainedLogits& state) {
  const Real gain = logit_gain<Real>(parameters);
  return gain * gain / logit_energy<Real>(parameters, state);
}

}  // namespace benignity
