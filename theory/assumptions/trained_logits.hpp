#pragma once

#include <cmath>

#include "theory/parameters.hpp"

namespace benignity {

/// What the margins need of the mean field of theory/README.md section 7 at one time: the class
/// logits lambda_+1, lambda_-1, and the sum over all nT training tokens of the squared noise part b
/// of their logits. All 0 at tau = 0.
struct TrainedLogits {
  double lambda_plus = 0;
  double lambda_minus = 0;
  double sum_b_squared = 0;
};

/// E = (lambda_+^2 + lambda_-^2)/|mu|^2 + sum b^2 / (sigma_eps^2 d) >= 0, the squared norm of the
/// trained W^T p on the span of the training data; |p|^2 has grown by E/D in the lazy regime.
/// Throws InvalidInput for parameters that validate() refuses. [derived] theory/README.md (9.15)
template <class Real>
[[nodiscard]] Real logit_energy(const Parameters& parameters, const TrainedLogits& state) {
  validate(parameters);
  const Real plus = Real(state.lambda_plus) / Real(parameters.signal_norm);
  const Real minus = Real(state.lambda_minus) / Real(parameters.signal_norm);
  const Real noise = Real(parameters.noise_std);
  return plus * plus + minus * minus +
         Real(state.sum_b_squared) / (noise * noise * Real(parameters.dimension));
}

}  // namespace benignity
