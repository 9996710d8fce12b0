#pragma once

#include <cmath>
#include <cstdint>

#include "theory/elementary.hpp"
#include "theory/softmax/token_gaps.hpp"
#include "theory/tokens.hpp"

namespace benignity {

// Lemma S1, the softmax of the relevant token. Every function of gaps needs at least one gap, all
// finite (std::domain_error otherwise); none overflows, results below the scalar's range are 0.

/// Sum_t e^{-Lambda_t}: the weight of the other tokens against the relevant one's weight 1. May be
/// +infinity. [derived] theory/README.md (8.1)
template <typename Real>
[[nodiscard]] Real other_tokens_weight(TokenGaps<Real> gaps) {
  using std::exp;
  require_gaps("other_tokens_weight", gaps);
  Sum<Real> weight;
  for (const Real& gap : gaps) {
    weight.add(exp(-gap));
  }
  return weight.value();
}

/// s_1 = 1/(1 + sum_t e^{-Lambda_t}). [derived] theory/README.md (8.1)
template <typename Real>
[[nodiscard]] Real relevant_token_probability(TokenGaps<Real> gaps) {
  return 1 / (1 + other_tokens_weight(gaps));
}

/// 1 - s_1, with all its digits where s_1 is near 1. [derived] theory/README.md (8.1)
template <typename Real>
[[nodiscard]] Real relevant_token_complement(TokenGaps<Real> gaps) {
  return 1 / (1 + 1 / other_tokens_weight(gaps));
}

/// s_1 (1 - s_1). [derived] theory/README.md (8.6)
template <typename Real>
[[nodiscard]] Real relevant_token_variance(TokenGaps<Real> gaps) {
  const Real weight = other_tokens_weight(gaps);
  return 1 / (1 + weight) * (1 / (1 + 1 / weight));
}

/// 1/(1 + (T-1) e^{-Lambda}): s_1 where all gaps equal Lambda. Increasing in Lambda.
/// Lambda = +-infinity gives 1 and 0; NaN and T < 2: std::domain_error.
/// [derived] theory/README.md (8.2)
template <typename Real>
[[nodiscard]] Real equal_gap_probability(const Real& gap, std::int64_t tokens) {
  using std::exp;
  require_tokens("equal_gap_probability", tokens);
  require_number("equal_gap_probability", "gap", gap);
  return 1 / (1 + Real(tokens - 1) * exp(-gap));
}

/// s_1 >= sigma(Lambda_min - log(T-1)), with equality exactly where all gaps are equal.
/// Arguments and errors as equal_gap_probability. [derived] theory/README.md (8.2)
template <typename Real>
[[nodiscard]] Real relevant_token_lower_bound(const Real& smallest_gap, std::int64_t tokens) {
  return equal_gap_probability(smallest_gap, tokens);
}

/// s_1 <= sigma(Lambda_max - log(T-1)), with equality exactly where all gaps are equal.
/// Arguments and errors as equal_gap_probability. [derived] theory/README.md (8.2)
template <typename Real>
[[nodiscard]] Real relevant_token_upper_bound(const Real& largest_gap, std::int64_t tokens) {
  return equal_gap_probability(largest_gap, tokens);
}

}  // namespace benignity
