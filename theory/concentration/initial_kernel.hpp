#pragma once

#include <cstdint>

#include "theory/concentration/gaussian_products.hpp"
#include "theory/concentration/sub_gamma.hpp"

namespace benignity {

/// The initial kernel x^T W0^T W0 x' for fixed x, x' and W0 with N(0, sigma_w^2) entries: sigma_w^2
/// |x||x'| times a sum of d products of standard normals of correlation r = cos(x, x'). Deviations
/// are those of x^T W0^T W0 x' / (sigma_w^2 d |x||x'|) from r. P(>= r + sqrt(2(1+r^2)x/d) +
/// (1+r)x/d) <= e^{-x}; below, with 1 - r for 1 + r. [derived] theory/README.md (8b.5)
template <class Real>
[[nodiscard]] SubGamma<Real> initial_kernel_above(const Real& correlation) {
  require_hypothesis("initial_kernel", "correlation", correlation,
                     correlation >= -1 && correlation <= 1, "in [-1, 1]");
  return {Real(1 + correlation * correlation), Real(1 + correlation)};
}

/// Bound on P(deviation upwards), in (0, 1]. Throws std::domain_error unless d >= 1, |correlation|
/// <= 1 and deviation >= 0, here and below. The lower tail is the upper one at -correlation.
template <class Real>
[[nodiscard]] Real initial_kernel_upper_bound(std::int64_t dimension, const Real& correlation,
                                              const Real& deviation) {
  return mean_tail_bound(initial_kernel_above(correlation), dimension, deviation);
}
template <class Real>
[[nodiscard]] Real initial_kernel_lower_bound(std::int64_t dimension, const Real& correlation,
                                              const Real& deviation) {
  return initial_kernel_upper_bound(dimension, Real(-correlation), deviation);
}

/// The deviation whose bound is `probability` in (0, 1].
template <class Real>
[[nodiscard]] Real initial_kernel_upper_deviation(std::int64_t dimension, const Real& correlation,
                                                  const Real& probability) {
  return mean_deviation(initial_kernel_above(correlation), dimension, probability);
}
template <class Real>
[[nodiscard]] Real initial_kernel_lower_deviation(std::int64_t dimension, const Real& correlation,
                                                  const Real& probability) {
  return initial_kernel_upper_deviation(dimension, Real(-correlation), probability);
}

/// The probabilities themselves, for correlations that gaussian_products.hpp takes (above) or whose
/// opposite it takes (below). [derived] theory/README.md (8b.6)
[[nodiscard]] inline double initial_kernel_upper_probability(std::int64_t dimension,
                                                             double correlation, double deviation) {
  return gaussian_products_upper_probability(dimension, correlation, deviation);
}
[[nodiscard]] inline double initial_kernel_lower_probability(std::int64_t dimension,
                                                             double correlation, double deviation) {
  return gaussian_products_upper_probability(dimension, -correlation, deviation);
}

}  // namespace benignity
