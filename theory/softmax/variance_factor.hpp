#pragma once

#include <algorithm>
#include <cmath>

#include "theory/hypothesis.hpp"

namespace benignity {

// Lemma S3, the factor s_1 (1 - s_1) of every coefficient of the relevant token, as a function of
// the attention gap. Infinite gaps give the limit 0; NaN: std::domain_error.

/// s_1 (1 - s_1) = 1/(2 + 2 cosh(attention gap)): even, increasing up to 1/4 at 0, decreasing
/// after. [derived] theory/README.md (8.6)
template <typename Real>
[[nodiscard]] Real variance_factor(const Real& attention_gap) {
  using std::cosh;
  require_number("variance_factor", "attention_gap", attention_gap);
  return 1 / (2 + 2 * cosh(attention_gap));
}

/// The minimum of the variance factor over attention gaps in [smallest, largest]: its value at the
/// end farther from 0. Needs smallest <= largest. [derived] theory/README.md (8.7)
template <typename Real>
[[nodiscard]] Real variance_factor_lower_bound(const Real& smallest, const Real& largest) {
  using std::max;
  require_at_most("variance_factor_lower_bound", "smallest", smallest, "largest", largest);
  return variance_factor(Real(max(Real(-smallest), largest)));
}

/// The maximum over [smallest, largest]: 1/4 if the interval holds 0, else the value at the end
/// nearer to 0. Needs smallest <= largest. [derived] theory/README.md (8.7)
template <typename Real>
[[nodiscard]] Real variance_factor_upper_bound(const Real& smallest, const Real& largest) {
  using std::max;
  require_at_most("variance_factor_upper_bound", "smallest", smallest, "largest", largest);
  return variance_factor(Real(max(Real(0), Real(max(smallest, Real(-largest))))));
}

}  // namespace benignity
