#pragma once

#include <cstdint>

#include "theory/concentration/gaussian_products.hpp"
#include "theory/concentration/sub_gamma.hpp"

namespace benignity {

/// <eps, eps'> of two independent N(0, sigma^2 I_d): sigma^2 times a sum of d products of
/// independent standard normals. Deviations are those of <eps, eps'>/(sigma^2 d) from 0;
/// P(|.| >= sqrt(2x/d) + x/d) <= 2 e^{-x}. [derived] theory/README.md (8b.7)
template <class Real>
[[nodiscard]] SubGamma<Real> noise_inner_product_law() {
  return {Real(1), Real(1)};
}

/// Bound on P(|<eps, eps'>| >= sigma^2 d deviation), in (0, 2]; it says nothing from 1 on. Throws
/// std::domain_error unless d >= 1 and deviation >= 0, here and below.
template <class Real>
[[nodiscard]] Real noise_inner_product_bound(std::int64_t dimension, const Real& deviation) {
  return 2 * mean_tail_bound(noise_inner_product_law<Real>(), dimension, deviation);
}

/// The deviation whose bound is `probability` in (0, 1].
template <class Real>
[[nodiscard]] Real noise_inner_product_deviation(std::int64_t dimension, const Real& probability) {
  require_probability("noise_inner_product_deviation", probability);
  return mean_deviation(noise_inner_product_law<Real>(), dimension, Real(probability / 2));
}

/// The probability itself. [derived] theory/README.md (8b.6)
[[nodiscard]] inline double noise_inner_product_probability(std::int64_t dimension,
                                                            double deviation) {
  return 2 * gaussian_products_upper_probability(dimension, 0, deviation);
}

}  // namespace benignity
