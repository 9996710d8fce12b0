#pragma once

#include <cmath>
#include <cstddef>
#include <string>
#include <vector>

#include "theory/elementary.hpp"
#include "theory/softmax/token_gaps.hpp"

namespace benignity {

/// Weights w_t proportional to the softmax, the largest of them 1 in built-in scalars: w_1 = e^m,
/// w_t = e^{m - Lambda_t}, m the smallest of 0 and the gaps. [derived] theory/README.md (8.11)
template <typename Real>
[[nodiscard]] std::vector<Real> token_weights(TokenGaps<Real> gaps) {
  using std::exp;
  require_gaps("token_weights", gaps);
  const Real lowest = gaps[position_of_smallest(gaps)];
  const Real shift = may_be_at_most(lowest, Real(0)) ? lowest : Real(0);
  std::vector<Real> weights{exp(shift)};
  weights.reserve(gaps.size() + 1);
  for (const Real& gap : gaps) {
    weights.push_back(exp(shift - gap));
  }
  return weights;
}

/// s_t (1 - s_t) of the token at position `token` (0 the relevant one).
/// [derived] theory/README.md (8.13)
template <typename Real>
[[nodiscard]] Real token_variance(TokenGaps<Real> gaps, std::size_t token) {
  const std::vector<Real> weights = token_weights(gaps);
  if (token >= weights.size()) {
    refuse("token_variance", "token", token, "below " + std::to_string(weights.size()));
  }
  Sum<Real> others;
  for (std::size_t u = 0; u < weights.size(); ++u) {
    if (u != token) {
      others.add(weights[u]);
    }
  }
  const Real total = weights[token] + others.value();
  return weights[token] / total * (others.value() / total);
}

}  // namespace benignity
