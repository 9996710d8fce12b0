#pragma once

#include <algorithm>
#include <cmath>

#include "theory/setting/parameters.hpp"

namespace benignity {

/// delta* = min(delta, 1/16): the failure probability that the margins are computed for. The cap
/// lets one number L absorb every union bound of section 9. Throws InvalidInput for parameters that
/// validate() refuses. [derived] theory/README.md (9.1)
template <class Real>
[[nodiscard]] Real capped_failure_probability(const Parameters& parameters) {
  validate(parameters);
  return Real(std::min(parameters.failure_probability, 1.0 / 16));
}

/// m = nT, the number of training tokens. Throws as above.
template <class Real>
[[nodiscard]] Real training_tokens(const TokenLaw& law) {
  validate(law);
  return Real(law.samples) * Real(law.tokens);
}

/// L = log(nT / delta*) >= log 32. Throws as above. [derived] theory/README.md (9.1)
template <class Real>
[[nodiscard]] Real union_logarithm(const Parameters& parameters) {
  using std::log;
  return log(training_tokens<Real>(parameters) / capped_failure_probability<Real>(parameters));
}

/// Above it, with probability >= 1 - 3 delta*/8, the noise Gram matrix is sigma_eps^2 d I, the
/// initial H is sigma_w^2 d K and |p0|^2 is sigma_p^2 d, each within 1/10 in relative spectral
/// norm. [derived] theory/README.md (9.2)
inline constexpr int spectral_near_orthogonality_constant = 1750;

/// d / (nT L) > 0. Throws InvalidInput for parameters that validate() refuses.
/// [derived] theory/README.md (9.2)
template <class Real>
[[nodiscard]] Real spectral_near_orthogonality(const Parameters& parameters) {
  const Real tokens = training_tokens<Real>(parameters);
  return Real(parameters.dimension) / (tokens * union_logarithm<Real>(parameters));
}

/// Above it, with probability >= 1 - delta*/8, every row of |E E^T/(sigma_eps^2 d) - I| sums to at
/// most 1/10: a token's noise drive is its own coefficient times sigma_eps^2 d, within a tenth of
/// the largest coefficient. [derived] theory/README.md (9.3)
inline constexpr int entrywise_near_orthogonality_constant = 31;

/// sqrt(d) / (nT sqrt(L)) > 0. Throws InvalidInput for parameters that validate() refuses.
/// [derived] theory/README.md (9.3)
template <class Real>
[[nodiscard]] Real entrywise_near_orthogonality(const Parameters& parameters) {
  using std::sqrt;
  const Real tokens = training_tokens<Real>(parameters);
  return sqrt(Real(parameters.dimension) / union_logarithm<Real>(parameters)) / tokens;
}

}  // namespace benignity
