#pragma once

#include <cmath>

#include "theory/hypothesis.hpp"

namespace benignity {

// Lemma S5, the weight of a sample in the gradient: -l'(z) of l(z) = log(1 + e^{-z}).

/// -l'(z) = 1/(1 + e^z), decreasing from 1 to 0. z = +-infinity gives the limits; NaN:
/// std::domain_error. [derived] theory/README.md (8.9)
template <typename Real>
[[nodiscard]] Real logistic_slope(const Real& margin) {
  using std::exp;
  require_number("logistic_slope", "margin", margin);
  return 1 / (1 + exp(margin));
}

/// -l'(z) >= 1/(1 + e^B) for |z| <= B, attained at z = B only. Needs B >= 0 (+infinity allowed).
/// [derived] theory/README.md (8.10)
template <typename Real>
[[nodiscard]] Real logistic_slope_lower_bound(const Real& largest_margin) {
  require_at_least("logistic_slope_lower_bound", "largest_margin", largest_margin, "zero", Real(0));
  return logistic_slope(largest_margin);
}

/// -l'(z) <= 1/(1 + e^{-B}) for |z| <= B, attained at z = -B only. Needs B >= 0 (+infinity
/// allowed). [derived] theory/README.md (8.10)
template <typename Real>
[[nodiscard]] Real logistic_slope_upper_bound(const Real& largest_margin) {
  require_at_least("logistic_slope_upper_bound", "largest_margin", largest_margin, "zero", Real(0));
  return logistic_slope(Real(-largest_margin));
}

}  // namespace benignity
