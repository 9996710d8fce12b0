#pragma once

#include <cmath>

#include "theory/assumptions/trained_logits.hpp"
#include "theory/assumptions/union_logarithm.hpp"
#include "theory/parameters.hpp"

namespace benignity {

/// Above it, on the events of the other margins, a fresh sample has every noise gap between its
/// logits <= min(lambda_+, lambda_-)/10 + 1/10, except with probability <= delta*/(16 n).
/// [derived] theory/README.md (9.17)
inline constexpr int quiet_test_logits_constant = 57;

/// min(lambda_+, lambda_-)_+ / (sigma_eps sqrt(E L)) with E the logit energy: the signal gap of a
/// fresh sample over the standard deviation of its logits. 0 where the smaller lambda is not
/// positive. Throws InvalidInput for parameters that validate() refuses.
/// [derived] theory/README.md (9.17)
template <class Real>
[[nodiscard]] Real quiet_test_logits(const Parameters& parameters, const TrainedLogits& state) {
  using std::sqrt;
  const Real energy = logit_energy<Real>(parameters, state);
  const double smaller =
      state.lambda_plus < state.lambda_minus ? state.lambda_plus : state.lambda_minus;
  if (!(smaller > 0)) {
    return Real(0);
  }
  const Real logarithm = union_logarithm<Real>(parameters);
  return Real(smaller) / (Real(parameters.noise_std) * sqrt(energy * logarithm));
}

}  // namespace benignity
