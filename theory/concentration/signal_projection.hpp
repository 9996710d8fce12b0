#pragma once

#include <cmath>

#include <boost/math/special_functions/erf.hpp>

#include "theory/concentration/preconditions.hpp"

namespace benignity {

/// <mu, eps> for fixed mu and eps ~ N(0, sigma^2 I_d): exactly N(0, sigma^2 |mu|^2). Deviations are
/// in standard deviations sigma |mu|. [derived] theory/README.md (8b.9)

/// P(|<mu, eps>| >= sigma |mu| deviation) = erfc(deviation/sqrt(2)) <= e^{-deviation^2/2}, in
/// (0, 1]. Throws std::domain_error unless deviation >= 0.
template <class Real>
[[nodiscard]] Real signal_projection_bound(const Real& deviation) {
  using std::exp;
  require_deviation("signal_projection_bound", deviation);
  return exp(-(deviation * deviation) / 2);
}

/// sqrt(2 log(1/probability)), whose bound is `probability`. Throws std::domain_error unless
/// 0 < probability <= 1.
template <class Real>
[[nodiscard]] Real signal_projection_deviation(const Real& probability) {
  using std::log;
  using std::sqrt;
  require_probability("signal_projection_deviation", probability);
  return sqrt(-2 * log(probability));
}

/// The probability itself, erfc(deviation/sqrt(2)). Throws std::domain_error unless deviation >= 0.
template <class Real>
[[nodiscard]] Real signal_projection_probability(const Real& deviation) {
  using std::sqrt;
  require_deviation("signal_projection_probability", deviation);
  return boost::math::erfc(Real(deviation / sqrt(Real(2))));
}

/// The deviation that is exceeded with exactly `probability`. Throws std::domain_error unless
/// 0 < probability <= 1.
template <class Real>
[[nodiscard]] Real signal_projection_quantile(const Real& probability) {
  using std::sqrt;
  require_probability("signal_projection_quantile", probability);
  return sqrt(Real(2)) * boost::math::erfc_inv(probability);
}

}  // namespace benignity
