#pragma once

#include <cmath>
#include <cstdint>

#include "theory/concentration/preconditions.hpp"

namespace benignity {

/// A centred variable with log E e^{l X} <= variance l^2 / (2 (1 - scale l)) for 0 <= l < 1/scale;
/// variance > 0, scale >= 0. [derived] theory/README.md (8b.1)
template <class Real>
struct SubGamma {
  Real variance;
  Real scale;
};

template <class Real>
void require_sub_gamma(const char* function, const SubGamma<Real>& law) {
  require_hypothesis(function, "variance", law.variance, law.variance > 0, "positive");
  require_hypothesis(function, "scale", law.scale, law.scale >= 0, "at least 0");
}

/// P(mean of d independent copies >= deviation) <= e^{-d x}, deviation = sqrt(2 variance x) +
/// scale x. 1 at deviation 0, 0 at infinity. Throws std::domain_error unless d >= 1, deviation >= 0
/// and the law is as above. [derived] theory/README.md (8b.2)
template <class Real>
[[nodiscard]] Real mean_tail_bound(const SubGamma<Real>& law, std::int64_t dimension,
                                   const Real& deviation) {
  using std::exp;
  using std::sqrt;
  const char* const self = "mean_tail_bound";
  require_sub_gamma(self, law);
  require_dimension(self, dimension);
  require_deviation(self, deviation);
  const Real spread = sqrt(2 * law.variance);
  const Real reach = sqrt(2 * law.variance + 4 * law.scale * deviation);
  const Real root = 2 * (deviation / (spread + reach));
  return root - root == 0 ? Real(exp(-(Real(dimension) * root * root))) : Real(0);
}

/// The deviation whose tail bound is `probability`: sqrt(2 variance x) + scale x with x =
/// log(1/probability)/d. Throws std::domain_error unless 0 < probability <= 1, and as above.
/// [derived] theory/README.md (8b.2)
template <class Real>
[[nodiscard]] Real mean_deviation(const SubGamma<Real>& law, std::int64_t dimension,
                                  const Real& probability) {
  using std::log;
  using std::sqrt;
  const char* const self = "mean_deviation";
  require_sub_gamma(self, law);
  require_dimension(self, dimension);
  require_probability(self, probability);
  const Real exponent = -log(probability) / Real(dimension);
  return sqrt(2 * law.variance * exponent) + law.scale * exponent;
}

}  // namespace benignity
