#pragma once

#include <cmath>
#include <cstdint>
#include <limits>
#include <sstream>
#include <stdexcept>
#include <type_traits>

#include "theory/concentration/exact_tails.hpp"

namespace benignity {

/// Throws std::domain_error "function: name is VALUE, but must be REQUIREMENT" unless `holds`.
/// The laws of section 8b check every argument with it; a NaN satisfies no comparison. VALUE is
/// rounded to double: formatting a multiprecision number trips g++ 12's -Wstringop-overflow.
template <class Value>
void require_hypothesis(const char* function, const char* name, const Value& value, bool holds,
                        const char* requirement) {
  if (!holds) {
    std::ostringstream text;
    text.precision(std::numeric_limits<double>::max_digits10);
    text << function << ": " << name << " is ";
    if constexpr (std::is_arithmetic_v<Value>) {
      text << value;
    } else {
      text << static_cast<double>(value);
    }
    text << ", but must be " << requirement;
    throw std::domain_error(text.str());
  }
}

template <class Real>
void require_deviation(const char* function, const Real& deviation) {
  require_hypothesis(function, "deviation", deviation, deviation >= 0, "at least 0");
}

template <class Real>
void require_probability(const char* function, const Real& probability) {
  require_hypothesis(function, "probability", probability, probability > 0 && probability <= 1,
                     "in (0, 1]");
}

inline void require_dimension(const char* function, std::int64_t dimension) {
  require_hypothesis(function, "dimension", dimension, dimension >= 1, "at least 1");
}

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

/// |p0|^2 = sigma_p^2 chi^2_d for p0 with N(0, sigma_p^2) entries; deviations are those of
/// |p0|^2/(sigma_p^2 d) from 1. [derived] theory/README.md (8b.3)

/// Bound on P(| |p0|^2/(sigma_p^2 d) - 1 | >= deviation), in (0, 2]; it says nothing from 1 on.
/// Throws std::domain_error unless d >= 1 and deviation >= 0, here and below.
template <class Real>
[[nodiscard]] Real initial_query_norm_bound(std::int64_t dimension, const Real& deviation) {
  return squared_norm_upper_bound(dimension, deviation) +
         squared_norm_lower_bound(dimension, deviation);
}

/// A deviation whose bound is at most `probability` in (0, 1]: that of probability/2 upwards, the
/// wider side.
template <class Real>
[[nodiscard]] Real initial_query_norm_deviation(std::int64_t dimension, const Real& probability) {
  require_probability("initial_query_norm_deviation", probability);
  return squared_norm_upper_deviation(dimension, Real(probability / 2));
}

/// The probability itself. [derived] theory/README.md (8b.4)
[[nodiscard]] inline double initial_query_norm_probability(std::int64_t dimension,
                                                           double deviation) {
  return squared_norm_upper_probability(dimension, deviation) +
         squared_norm_lower_probability(dimension, deviation);
}

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
