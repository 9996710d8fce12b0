#pragma once

#include "theory/assumptions/visible_signal.hpp"
#include "theory/parameters.hpp"

namespace benignity {

/// Above it, on the event of visible_signal, every training token has |nu . eps| <= rho g / 10: a
/// noisy sample's confusing token has the head value of its observed label within a tenth, and no
/// other token but an aligned or relevant one has a head value above a tenth of it.
/// [derived] theory/README.md (9.6)
inline constexpr int visible_weak_token_constant = 28;

/// rho |mu| / (sigma_eps sqrt(L)) >= 0, and 0 where there is no confusing token: then a noisy
/// sample has no token with its label. Throws InvalidInput for parameters that validate() refuses.
/// [derived] theory/README.md (9.6)
template <class Real>
[[nodiscard]] Real visible_weak_token(const Parameters& parameters) {
  validate(parameters);
  if (parameters.confusing_tokens == 0) {
    return Real(0);
  }
  return Real(parameters.weak_signal) * visible_signal<Real>(parameters);
}

}  // namespace benignity
