#pragma once

#include <cmath>
#include <cstddef>
#include <string>
#include <vector>

#include "theory/hypothesis.hpp"
#include "theory/softmax/token_gaps.hpp"
#include "theory/softmax/token_weights.hpp"

namespace benignity {

// The vanishing update: a token enters the gradient with s_t (gamma_t - f) = s_t (1 - s_t) (gamma_t
// - mean of the others), which dies out where the token is ignored and where it is selected.
// [paper, poster]; the rates are [derived]. x = log(s_t/(1 - s_t)) is the token's attention gap;
// infinite gaps give the limit 0, NaN: std::domain_error.

/// min(s, 1 - s) = 1/(1 + e^|x|), what is left to the smaller side. [derived] theory/README.md
/// (8.25)
template <typename Real>
[[nodiscard]] Real smaller_share(const Real& attention_gap) {
  using std::abs;
  using std::exp;
  require_number("smaller_share", "attention_gap", attention_gap);
  return 1 / (1 + exp(abs(attention_gap)));
}

/// s (1 - s) >= min(s, 1 - s)/2, with equality at s = 1/2 only. [derived] theory/README.md (8.25)
template <typename Real>
[[nodiscard]] Real vanishing_update_lower_bound(const Real& attention_gap) {
  return smaller_share(attention_gap) / 2;
}

/// s (1 - s) <= min(s, 1 - s), never attained; the ratio tends to 1 at both ends. [derived]
/// theory/README.md (8.25)
template <typename Real>
[[nodiscard]] Real vanishing_update_upper_bound(const Real& attention_gap) {
  return smaller_share(attention_gap);
}

/// s (1 - s) >= e^{-|x|} (1 - 2 e^{-|x|}): with the upper bound e^{-|x|} of (8.8) the rate at both
/// ends is e^{-|x|}, to a relative 2 e^{-|x|}. Negative for |x| < log 2. [derived] theory/README.md
/// (8.26)
template <typename Real>
[[nodiscard]] Real vanishing_update_rate_lower_bound(const Real& attention_gap) {
  using std::abs;
  using std::exp;
  require_number("vanishing_update_rate_lower_bound", "attention_gap", attention_gap);
  const Real decay = exp(-abs(attention_gap));
  return decay * (1 - 2 * decay);
}

/// s_t and 1 - s_t of one token, both with all their digits.
template <typename Real>
struct TokenShares {
  Real selected;
  Real complement;
};

/// The shares of the token at position `token` (0 the relevant one): |s_t (gamma_t - f)| is at most
/// either of them times the range of the head values. std::domain_error on gaps that require_gaps
/// refuses and on a token beyond the last. [derived] theory/README.md (8.24)
template <typename Real>
[[nodiscard]] TokenShares<Real> token_shares(TokenGaps<Real> gaps, std::size_t token) {
  const std::vector<Real> weights = token_weights(gaps);
  if (token >= weights.size()) {
    refuse("token_shares", "token", token, "below " + std::to_string(weights.size()));
  }
  Sum<Real> others;
  for (std::size_t u = 0; u < weights.size(); ++u) {
    if (u != token) {
      others.add(weights[u]);
    }
  }
  const Real total = weights[token] + others.value();
  return {weights[token] / total, others.value() / total};
}

/// |s_t (gamma_t - f)| <= share * range for share s_t or 1 - s_t and the range max gamma - min
/// gamma of the head values, both >= 0 (std::domain_error otherwise). [derived] theory/README.md
/// (8.24)
template <typename Real>
[[nodiscard]] Real vanishing_contribution_bound(const Real& share, const Real& head_range) {
  require_at_least("vanishing_contribution_bound", "share", share, "zero", Real(0));
  require_at_least("vanishing_contribution_bound", "head_range", head_range, "zero", Real(0));
  return share * head_range;
}

}  // namespace benignity
