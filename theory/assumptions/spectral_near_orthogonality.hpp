#pragma once

#include "theory/assumptions/union_logarithm.hpp"
#include "theory/parameters.hpp"

namespace benignity {

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

}  // namespace benignity
