#pragma once

#include <algorithm>
#include <cmath>

#include "theory/hypothesis.hpp"

namespace benignity {

// Lemma S4, the decay of s_1 (1 - s_1) in the attention gap x: e^{-|x|}/4 <= s_1 (1 - s_1) <=
// min(1/4, e^{-|x|}). Infinite gaps give 0; NaN: std::domain_error.

/// e^{-|x|}/4, attained at x = 0 only. [derived] theory/README.md (8.8)
template <typename Real>
[[nodiscard]] Real variance_factor_decay_lower_bound(const Real& attention_gap) {
  using std::abs;
  using std::exp;
  require_number("variance_factor_decay_lower_bound", "attention_gap", attention_gap);
  return exp(-abs(attention_gap)) / 4;
}

/// min(1/4, e^{-|x|}), attained at x = 0 only. [derived] theory/README.md (8.8)
template <typename Real>
[[nodiscard]] Real variance_factor_decay_upper_bound(const Real& attention_gap) {
  using std::abs;
  using std::exp;
  using std::min;
  require_number("variance_factor_decay_upper_bound", "attention_gap", attention_gap);
  return min(Real(Real(1) / 4), Real(exp(-abs(attention_gap))));
}

}  // namespace benignity
