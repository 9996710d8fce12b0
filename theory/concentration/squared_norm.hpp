#pragma once

#include <cstdint>

#include "theory/concentration/chi_squared.hpp"
#include "theory/concentration/sub_gamma.hpp"

namespace benignity {

/// The squared norm of eps ~ N(0, sigma^2 I_d): |eps|^2 = sigma^2 chi^2_d. Deviations are relative,
/// those of |eps|^2/(sigma^2 d) from 1. With sigma = sigma_p the law of |p0|^2. Upper side
/// Laurent-Massart: P(>= 1 + 2 sqrt(x/d) + 2x/d) <= e^{-x}; lower side P(<= 1 - 2 sqrt(x/d)) <=
/// e^{-x}. [derived] theory/README.md (8b.3)
template <class Real>
[[nodiscard]] SubGamma<Real> squared_norm_above() {
  return {Real(2), Real(2)};
}
template <class Real>
[[nodiscard]] SubGamma<Real> squared_norm_below() {
  return {Real(2), Real(0)};
}

/// Bound on P(|eps|^2/(sigma^2 d) >= 1 + deviation), in (0, 1]. Throws std::domain_error unless
/// d >= 1 and deviation >= 0, here and below.
template <class Real>
[[nodiscard]] Real squared_norm_upper_bound(std::int64_t dimension, const Real& deviation) {
  return mean_tail_bound(squared_norm_above<Real>(), dimension, deviation);
}

/// Bound on P(|eps|^2/(sigma^2 d) <= 1 - deviation): exp(-d deviation^2 / 4).
template <class Real>
[[nodiscard]] Real squared_norm_lower_bound(std::int64_t dimension, const Real& deviation) {
  return mean_tail_bound(squared_norm_below<Real>(), dimension, deviation);
}

/// The deviation whose upper bound is `probability` in (0, 1].
template <class Real>
[[nodiscard]] Real squared_norm_upper_deviation(std::int64_t dimension, const Real& probability) {
  return mean_deviation(squared_norm_above<Real>(), dimension, probability);
}

/// The deviation whose lower bound is `probability` in (0, 1].
template <class Real>
[[nodiscard]] Real squared_norm_lower_deviation(std::int64_t dimension, const Real& probability) {
  return mean_deviation(squared_norm_below<Real>(), dimension, probability);
}

/// The probabilities themselves. [derived] theory/README.md (8b.4)
[[nodiscard]] inline double squared_norm_upper_probability(std::int64_t dimension,
                                                           double deviation) {
  require_deviation("squared_norm_upper_probability", deviation);
  return chi_squared_upper_probability(dimension, deviation);
}
[[nodiscard]] inline double squared_norm_lower_probability(std::int64_t dimension,
                                                           double deviation) {
  require_deviation("squared_norm_lower_probability", deviation);
  return chi_squared_lower_probability(dimension, -deviation);
}

}  // namespace benignity
