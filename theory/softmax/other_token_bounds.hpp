#pragma once

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <string>

#include "theory/elementary.hpp"
#include "theory/softmax/token_gaps.hpp"
#include "theory/tokens.hpp"

namespace benignity {

// Lemma S2, the softmax of a token t >= 2. Nothing overflows; results below the range are 0.

/// s_t = 1/(e^{Lambda_t} + sum_u e^{Lambda_t - Lambda_u}), u = 2..T, t itself included.
///
/// @param gaps at least one, all finite
/// @param position of Lambda_t in `gaps`, 0..T-2; otherwise std::domain_error
/// [derived] theory/README.md (8.3)
template <typename Real>
[[nodiscard]] Real other_token_probability(TokenGaps<Real> gaps, std::size_t position) {
  using std::exp;
  require_gaps("other_token_probability", gaps);
  if (position >= gaps.size()) {
    refuse("other_token_probability", "position", position,
           "below the number of gaps = " + std::to_string(gaps.size()));
  }
  const Real gap = gaps[position];
  Sum<Real> inverse;
  inverse.add(exp(gap));
  for (std::size_t u = 0; u < gaps.size(); ++u) {
    inverse.add(u == position ? Real(1) : Real(exp(gap - gaps[u])));
  }
  return 1 / inverse.value();
}

namespace other_token_detail {

/// 1/(1 + e^gap + (T-2) e^{gap - extreme}). With two tokens the last term is absent, however large
/// its exponential.
template <typename Real>
[[nodiscard]] Real bound(const Real& gap, const Real& extreme, std::int64_t tokens) {
  using std::exp;
  const Real own_and_relevant = 1 + exp(gap);
  if (tokens == 2) {
    return 1 / own_and_relevant;
  }
  return 1 / (own_and_relevant + Real(tokens - 2) * exp(gap - extreme));
}

}  // namespace other_token_detail

/// s_t >= 1/(1 + e^{Lambda_t} + (T-2) e^{Lambda_t - Lambda_min}), with equality exactly where all
/// gaps but possibly Lambda_t itself equal Lambda_min.
/// Needs finite gaps, Lambda_min <= Lambda_t and T >= 2; otherwise std::domain_error.
/// [derived] theory/README.md (8.4)
template <typename Real>
[[nodiscard]] Real other_token_lower_bound(const Real& gap, const Real& smallest_gap,
                                           std::int64_t tokens) {
  require_tokens("other_token_lower_bound", tokens);
  require_finite("other_token_lower_bound", "gap", gap);
  require_finite("other_token_lower_bound", "smallest_gap", smallest_gap);
  require_at_most("other_token_lower_bound", "smallest_gap", smallest_gap, "gap", gap);
  return other_token_detail::bound(gap, smallest_gap, tokens);
}

/// s_t <= 1/(1 + e^{Lambda_t} + (T-2) e^{Lambda_t - Lambda_max}), with equality exactly where all
/// gaps but possibly Lambda_t itself equal Lambda_max.
/// Needs finite gaps, Lambda_t <= Lambda_max and T >= 2; otherwise std::domain_error.
/// [derived] theory/README.md (8.4)
template <typename Real>
[[nodiscard]] Real other_token_upper_bound(const Real& gap, const Real& largest_gap,
                                           std::int64_t tokens) {
  require_tokens("other_token_upper_bound", tokens);
  require_finite("other_token_upper_bound", "gap", gap);
  require_finite("other_token_upper_bound", "largest_gap", largest_gap);
  require_at_least("other_token_upper_bound", "largest_gap", largest_gap, "gap", gap);
  return other_token_detail::bound(gap, largest_gap, tokens);
}

}  // namespace benignity
