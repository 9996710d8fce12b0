#pragma once

#include <cmath>

namespace benignity {

/// Phi(x), the normal distribution function, by erfc: no digits are lost at large |x|.
template <class Real>
[[nodiscard]] Real normal_share(const Real& x) {
  using std::erfc;
  using std::sqrt;
  return Real(erfc(Real(-x / Real(sqrt(Real(2)))))) / 2;
}

/// x Phi(x), the exact form.
template <class Real>
[[nodiscard]] Real gelu(const Real& x) {
  return x * normal_share(x);
}

/// Phi(x) + x phi(x).
template <class Real>
[[nodiscard]] Real gelu_slope(const Real& x) {
  using std::acos;
  using std::exp;
  using std::sqrt;
  static const Real root_two_pi = sqrt(Real(2 * Real(acos(Real(-1)))));
  return normal_share(x) + x * Real(exp(Real(-x * x / 2))) / root_two_pi;
}

}  // namespace benignity
