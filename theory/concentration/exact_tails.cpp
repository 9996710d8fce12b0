#include "theory/concentration/exact_tails.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include <boost/math/constants/constants.hpp>
#include <boost/math/distributions/binomial.hpp>
#include <boost/math/special_functions/erf.hpp>
#include <boost/math/special_functions/gamma.hpp>
#include <boost/math/special_functions/log1p.hpp>

#include "theory/concentration/counts_and_spectra.hpp"
#include "theory/concentration/sub_gamma.hpp"

namespace benignity {
namespace {

enum class Tail { upper, lower };

constexpr std::int64_t largest_boost_dimension = 2'000'000;

/// Taylor coefficients in eta of Temme's C_0 and C_1 (DLMF 8.12.10). For d > 2*10^6 a probability
/// above the smallest double has |eta| < 0.04: the first terms left out are below 10^-11 relative.
constexpr std::array zeroth_correction = {-1.0 / 3,   1.0 / 12,         -2.0 / 135,  1.0 / 864,
                                          1.0 / 2835, -139.0 / 777'600, 1.0 / 25'515};
constexpr std::array first_correction = {-1.0 / 540, -1.0 / 288, 1.0 / 378};

template <std::size_t size>
double temme_polynomial(const std::array<double, size>& coefficients, double argument) {
  double value = 0;
  for (std::size_t i = size; i-- > 0;) {
    value = value * argument + coefficients[i];
  }
  return value;
}

/// Q(a, x) = erfc(eta sqrt(a/2))/2 + R, P(a, x) = erfc(-eta sqrt(a/2))/2 - R at a = d/2,
/// x = a(1 + excess), eta^2/2 = excess - log(1 + excess), eta of the sign of excess.
double temme(Tail tail, std::int64_t dimension, double excess) {
  const double shape = static_cast<double>(dimension) / 2;
  const double half_square = -boost::math::log1pmx(excess);
  const double exponent = shape * half_square;
  const double eta = std::copysign(std::sqrt(2 * half_square), excess);
  const double sign = tail == Tail::upper ? 1 : -1;
  const double normal = std::erfc(sign * std::copysign(std::sqrt(exponent), excess)) / 2;
  if (exponent > 750) {
    return normal < 0.5 ? 0 : 1;
  }
  const double series =
      temme_polynomial(zeroth_correction, eta) + temme_polynomial(first_correction, eta) / shape;
  const double weight =
      std::exp(-exponent) / std::sqrt(boost::math::constants::two_pi<double>() * shape);
  return normal + sign * weight * series;
}

double chi_squared_probability(Tail tail, const char* function, std::int64_t dimension,
                               double excess) {
  require_dimension(function, dimension);
  require_hypothesis(function, "excess", excess, !std::isnan(excess), "a number");
  if (excess <= -1) {
    return tail == Tail::upper ? 1 : 0;
  }
  if (excess == std::numeric_limits<double>::infinity()) {
    return tail == Tail::upper ? 0 : 1;
  }
  if (dimension > largest_boost_dimension) {
    return temme(tail, dimension, excess);
  }
  const double shape = static_cast<double>(dimension) / 2;
  const double argument = shape * (1 + excess);
  return tail == Tail::upper ? boost::math::gamma_q(shape, argument)
                             : boost::math::gamma_p(shape, argument);
}

/// exp below this underflows against the integrand's peak wherever the result is above 1e-250.
constexpr double negligible_exponent = -700;

/// log of the density of u = log(chi^2_d / d), up to a constant: a(u + 1 - e^u) with a = d/2.
double log_density(double shape, double u) {
  const double excess = std::expm1(u);
  return shape * (std::abs(u) < 0.5 ? boost::math::log1pmx(excess) : u - excess);
}

/// Where log_density falls to negligible_exponent on the side of `direction`, from outside.
double support_end(double shape, double direction) {
  double end = direction / std::sqrt(shape);
  while (log_density(shape, end) > negligible_exponent) {
    end *= 1.25;
  }
  return end;
}

}  // namespace

double chi_squared_upper_probability(std::int64_t dimension, double excess) {
  return chi_squared_probability(Tail::upper, "chi_squared_upper_probability", dimension, excess);
}

double chi_squared_lower_probability(std::int64_t dimension, double excess) {
  return chi_squared_probability(Tail::lower, "chi_squared_lower_probability", dimension, excess);
}

double gaussian_products_upper_probability(std::int64_t dimension, double correlation,
                                           double deviation) {
  const char* const self = "gaussian_products_upper_probability";
  require_dimension(self, dimension);
  require_deviation(self, deviation);
  require_hypothesis(self, "correlation", correlation,
                     correlation == -1 || (correlation >= -0.99 && correlation <= 1),
                     "-1 or in [-0.99, 1]");
  if (correlation == 1) {
    return chi_squared_upper_probability(dimension, deviation);
  }
  if (correlation == -1) {
    return chi_squared_lower_probability(dimension, -deviation);
  }
  const double shape = static_cast<double>(dimension) / 2;
  const double rise = 1 + correlation;
  const double fall = 1 - correlation;
  // The factor that is integrated over is the one that keeps the other's argument away from 0.
  const bool above_zero = correlation + deviation >= 0;
  const auto conditional = [&](double integrated_excess) {
    return above_zero ? chi_squared_upper_probability(
                            dimension, (fall * integrated_excess + 2 * deviation) / rise)
                      : chi_squared_lower_probability(
                            dimension, (rise * integrated_excess - 2 * deviation) / fall);
  };
  // Trapezoidal sums of an analytic integrand that decays at both ends converge geometrically: ten
  // nodes a standard deviation, of whichever factor is the steeper, leave nothing but rounding.
  const double steepness = above_zero ? fall / rise : rise / fall;
  const double spacing = std::min(1 / std::sqrt(shape), 1.0) / std::max(1.0, steepness) / 10;
  const double end = support_end(shape, 1);
  double mass = 0;
  double probability = 0;
  for (double u = support_end(shape, -1); u < end; u += spacing) {
    const double weight = std::exp(log_density(shape, u));
    mass += weight;
    probability += weight * conditional(std::expm1(u));
  }
  return probability / mass;
}

double signal_projection_probability(double deviation) {
  require_deviation("signal_projection_probability", deviation);
  return boost::math::erfc(deviation / std::sqrt(2.0));
}

double signal_projection_quantile(double probability) {
  require_probability("signal_projection_quantile", probability);
  return std::sqrt(2.0) * boost::math::erfc_inv(probability);
}

double group_count_lower_probability(std::int64_t samples, double share, std::int64_t count) {
  require_share("group_count_lower_probability", samples, share);
  require_hypothesis("group_count_lower_probability", "count", count,
                     count >= 0 && count <= samples, "between 0 and samples");
  const boost::math::binomial_distribution<double> law(static_cast<double>(samples), share);
  return boost::math::cdf(law, static_cast<double>(count));
}

double group_count_upper_probability(std::int64_t samples, double share, std::int64_t count) {
  return group_count_lower_probability(samples, 1 - share, samples - count);
}

}  // namespace benignity
