#pragma once

#include <cmath>

#include "theory/assumptions/union_logarithm.hpp"
#include "theory/parameters.hpp"

namespace benignity {

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
