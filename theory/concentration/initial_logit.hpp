#pragma once

#include <cstdint>

#include "theory/concentration/noise_inner_product.hpp"

namespace benignity {

/// The initial logit p0^T W0 x for fixed x, entries N(0, sigma_p^2) and N(0, sigma_w^2): W0 x is
/// N(0, sigma_w^2 |x|^2 I_d) and independent of p0, so that p0^T W0 x / (sigma_w sigma_p |x|) has
/// the law of <eps, eps'>/sigma^2. Deviations are those of p0^T W0 x / (sigma_w sigma_p |x| d) from
/// 0. [derived] theory/README.md (8b.8)

/// Bound on P(|p0^T W0 x| >= sigma_w sigma_p |x| d deviation), in (0, 2]; it says nothing from 1
/// on. Throws std::domain_error unless d >= 1 and deviation >= 0, here and below.
template <class Real>
[[nodiscard]] Real initial_logit_bound(std::int64_t dimension, const Real& deviation) {
  return noise_inner_product_bound(dimension, deviation);
}

/// The deviation whose bound is `probability` in (0, 1].
template <class Real>
[[nodiscard]] Real initial_logit_deviation(std::int64_t dimension, const Real& probability) {
  return noise_inner_product_deviation(dimension, probability);
}

/// The probability itself. [derived] theory/README.md (8b.6)
[[nodiscard]] inline double initial_logit_probability(std::int64_t dimension, double deviation) {
  return noise_inner_product_probability(dimension, deviation);
}

}  // namespace benignity
