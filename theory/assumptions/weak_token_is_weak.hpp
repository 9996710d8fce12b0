#pragma once

#include <limits>

#include "theory/parameters.hpp"

namespace benignity {

/// Above it the logit gap (1 - rho) lambda of a relevant over an aligned token is lambda within
/// 1/5. [derived] theory/README.md (9.7)
inline constexpr int weak_token_is_weak_constant = 5;

/// 1 / rho >= 1, infinite for rho = 0. Throws InvalidInput for parameters that validate() refuses.
/// [derived] theory/README.md (9.7)
template <class Real>
[[nodiscard]] Real weak_token_is_weak(const Parameters& parameters) {
  validate(parameters);
  return parameters.weak_signal == 0 ? std::numeric_limits<Real>::infinity()
                                     : Real(1 / Real(parameters.weak_signal));
}

}  // namespace benignity
