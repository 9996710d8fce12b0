#pragma once

#include <cmath>
#include <limits>

#include "theory/assumptions/near_orthogonality.hpp"
#include "theory/setting/parameters.hpp"

namespace benignity {

/// Above it, with probability >= 1 - delta*/8, every training token has |mu_+-1 . eps| <=
/// |mu|^2 / 10 and |nu . eps| <= g / 10. [derived] theory/README.md (9.4)
inline constexpr int visible_signal_constant = 28;

/// |mu| / (sigma_eps sqrt(L)) > 0. Throws InvalidInput for parameters that validate() refuses.
/// [derived] theory/README.md (9.4)
template <class Real>
[[nodiscard]] Real visible_signal(const Parameters& parameters) {
  using std::sqrt;
  const Real spread = Real(parameters.noise_std) * sqrt(union_logarithm<Real>(parameters));
  return Real(parameters.signal_norm) / spread;
}

/// 2 sqrt(2 log(1/(2 delta*))): at half of it uniform attention already classifies fresh data with
/// error <= delta*. Throws as above. [derived] theory/README.md (9.5)
template <class Real>
[[nodiscard]] Real visible_signal_under_uniform_attention_constant(const Parameters& parameters) {
  using std::log;
  using std::sqrt;
  return 2 * sqrt(-2 * log(2 * capped_failure_probability<Real>(parameters)));
}

/// (1 + rho (aligned - confusing))_+ |mu| / (sigma_eps sqrt(2T)): the error of uniform attention on
/// fresh data is Phi(-ratio) where the ratio is positive. Throws as above.
/// [derived] theory/README.md (9.5)
template <class Real>
[[nodiscard]] Real visible_signal_under_uniform_attention(const Parameters& parameters) {
  using std::sqrt;
  validate(parameters);
  const Real surplus = Real(parameters.aligned_tokens()) - Real(parameters.confusing_tokens);
  const Real share = 1 + Real(parameters.weak_signal) * surplus;
  const Real spread = Real(parameters.noise_std) * sqrt(2 * Real(parameters.tokens));
  return share > 0 ? Real(share * Real(parameters.signal_norm) / spread) : Real(0);
}

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
