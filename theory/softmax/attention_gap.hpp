#pragma once

#include <cmath>
#include <cstddef>

#include "theory/elementary.hpp"
#include "theory/softmax/token_gaps.hpp"

namespace benignity {

/// The attention gap -log sum_t e^{-Lambda_t}, the one number through which s_1 depends on the
/// gaps: s_1 = sigma(attention_gap). It lies between Lambda_min - log(T-1) and Lambda_max -
/// log(T-1).
///
/// Written Lambda_min - log(1 + sum over the others of e^{Lambda_min - Lambda_t}): nothing
/// overflows and the digits survive where the gap is near 0.
/// @param gaps at least one, all finite; otherwise std::domain_error
/// [derived] theory/README.md (8.5)
template <typename Real>
[[nodiscard]] Real attention_gap(TokenGaps<Real> gaps) {
  using std::exp;
  require_gaps("attention_gap", gaps);
  const std::size_t reference = position_of_smallest(gaps);
  Sum<Real> others;
  for (std::size_t t = 0; t < gaps.size(); ++t) {
    if (t != reference) {
      others.add(exp(gaps[reference] - gaps[t]));
    }
  }
  return gaps[reference] - log_one_plus(others.value());
}

}  // namespace benignity
