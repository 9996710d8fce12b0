#include "theory/concentration/gaussian_products.hpp"

#include <algorithm>
#include <cmath>

#include <boost/math/special_functions/log1p.hpp>

#include "theory/concentration/chi_squared.hpp"
#include "theory/concentration/preconditions.hpp"

namespace benignity {
namespace {

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

}  // namespace benignity
