#include "theory/concentration/chi_squared.hpp"

#include <array>
#include <cmath>
#include <limits>

#include <boost/math/constants/constants.hpp>
#include <boost/math/special_functions/gamma.hpp>
#include <boost/math/special_functions/log1p.hpp>

#include "theory/concentration/preconditions.hpp"

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
double polynomial(const std::array<double, size>& coefficients, double argument) {
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
      polynomial(zeroth_correction, eta) + polynomial(first_correction, eta) / shape;
  const double weight =
      std::exp(-exponent) / std::sqrt(boost::math::constants::two_pi<double>() * shape);
  return normal + sign * weight * series;
}

double probability(Tail tail, const char* function, std::int64_t dimension, double excess) {
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

}  // namespace

double chi_squared_upper_probability(std::int64_t dimension, double excess) {
  return probability(Tail::upper, "chi_squared_upper_probability", dimension, excess);
}

double chi_squared_lower_probability(std::int64_t dimension, double excess) {
  return probability(Tail::lower, "chi_squared_lower_probability", dimension, excess);
}

}  // namespace benignity
