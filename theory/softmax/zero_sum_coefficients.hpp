#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "theory/elementary.hpp"
#include "theory/softmax/token_gaps.hpp"
#include "theory/softmax/token_weights.hpp"

namespace benignity {

// Lemma S6, the coefficients s_t (gamma_t - f), f = sum_u s_u gamma_u, with which a sample's tokens
// enter the gradient. gamma_t = nu . x_t are the head values, token 1 (position 0) first: T of them
// beside T - 1 gaps, all finite, otherwise std::domain_error. Nothing overflows.

namespace zero_sum_detail {

template <typename Real>
void require_head_values(const char* function, TokenGaps<Real> gaps,
                         std::span<const Real> head_values, std::size_t token) {
  if (head_values.size() != gaps.size() + 1) {
    refuse(function, "the number of head values", head_values.size(),
           "one more than that of gaps = " + std::to_string(gaps.size()));
  }
  if (token >= head_values.size()) {
    refuse(function, "token", token, "below " + std::to_string(head_values.size()));
  }
  for (const Real& value : head_values) {
    require_finite(function, "head value", value);
  }
}

template <typename Real>
void require_variance(const char* function, const Real& variance) {
  require_at_least(function, "variance", variance, "zero", Real(0));
  require_at_most(function, "variance", variance, "1/4", Real(Real(1) / 4));
}

}  // namespace zero_sum_detail

/// s_t (gamma_t - f), evaluated as w_t sum_u w_u (gamma_t - gamma_u) / (sum_u w_u)^2, never as a
/// difference from f. Summed over all tokens it is 0. [derived] theory/README.md (8.11)
template <typename Real>
[[nodiscard]] Real zero_sum_coefficient(TokenGaps<Real> gaps, std::span<const Real> head_values,
                                        std::size_t token) {
  zero_sum_detail::require_head_values("zero_sum_coefficient", gaps, head_values, token);
  const std::vector<Real> weights = token_weights(gaps);
  Sum<Real> total;
  Sum<Real> contrast;
  for (std::size_t u = 0; u < weights.size(); ++u) {
    total.add(weights[u]);
    if (u != token) {
      contrast.add(weights[u] * (head_values[token] - head_values[u]));
    }
  }
  return weights[token] / total.value() * (contrast.value() / total.value());
}

/// s_t (gamma_t - f) >= s_t (1 - s_t) (gamma_t - max_{u != t} gamma_u), with equality exactly where
/// all other head values are equal; for the relevant token and gamma_u = 0 it is
/// s_1 (1 - s_1) gamma_1. The variance is token_variance(gaps, t), in [0, 1/4].
/// [derived] theory/README.md (8.13)
template <typename Real>
[[nodiscard]] Real zero_sum_coefficient_lower_bound(const Real& variance, const Real& head_value,
                                                    const Real& largest_other_head_value) {
  zero_sum_detail::require_variance("zero_sum_coefficient_lower_bound", variance);
  return variance * (head_value - largest_other_head_value);
}

/// s_t (gamma_t - f) <= s_t (1 - s_t) (gamma_t - min_{u != t} gamma_u); see the lower bound.
/// [derived] theory/README.md (8.13)
template <typename Real>
[[nodiscard]] Real zero_sum_coefficient_upper_bound(const Real& variance, const Real& head_value,
                                                    const Real& smallest_other_head_value) {
  zero_sum_detail::require_variance("zero_sum_coefficient_upper_bound", variance);
  return variance * (head_value - smallest_other_head_value);
}

}  // namespace benignity
