#pragma once

#include <algorithm>
#include <cmath>

#include "theory/assumptions/union_logarithm.hpp"
#include "theory/parameters.hpp"

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

}  // namespace benignity
