#pragma once

#include <cmath>

#include "theory/assumptions/union_logarithm.hpp"
#include "theory/parameters.hpp"

namespace benignity {

/// Above it, with probability >= 1 - delta*/8, every two initial logits of training tokens (and of
/// mu_+-1) differ by at most 1/10. [derived] theory/README.md (9.14)
inline constexpr int small_initial_logits_constant = 43;

/// 1 / (sqrt(|mu|^2 + sigma_eps^2 d) sigma_w sigma_p sqrt(d) sqrt(L)) > 0, infinite where sigma_w
/// or sigma_p is 0 (the initial logits are 0). Throws InvalidInput for parameters that validate()
/// refuses. [derived] theory/README.md (9.14)
template <class Real>
[[nodiscard]] Real small_initial_logits(const Parameters& parameters) {
  using std::sqrt;
  const Real logarithm = union_logarithm<Real>(parameters);
  const Real dimension = Real(parameters.dimension);
  const Real signal = Real(parameters.signal_norm);
  const Real noise = Real(parameters.noise_std);
  const Real token_norm = sqrt(signal * signal + noise * noise * dimension);
  const Real weights = Real(parameters.init_weight_std()) * Real(parameters.init_query_std);
  return 1 / (token_norm * weights * sqrt(dimension * logarithm));
}

}  // namespace benignity
