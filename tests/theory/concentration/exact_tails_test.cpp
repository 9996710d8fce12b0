#include "theory/concentration/exact_tails.hpp"

#include <cmath>
#include <limits>
#include <stdexcept>

#include <boost/math/special_functions/gamma.hpp>
#include <catch2/catch.hpp>

#include "theory/scalar.hpp"

namespace benignity {
namespace {

double standard_deviation(std::int64_t dimension) {
  return std::sqrt(2 / static_cast<double>(dimension));
}

TEST_CASE("with two degrees of freedom chi squared is exponential") {
  for (const double excess : {-0.9, -0.5, 0.0, 1.0, 30.0}) {
    CHECK(chi_squared_upper_probability(2, excess) == Approx(std::exp(-1 - excess)).epsilon(1e-14));
    CHECK(chi_squared_lower_probability(2, excess) ==
          Approx(-std::expm1(-1 - excess)).epsilon(1e-14));
  }
}

TEST_CASE("the two tails are one minus each other, on both sides of the change of method") {
  for (const std::int64_t dimension :
       {1LL, 50LL, 2'000'000LL, 2'000'001LL, 1'000'000'000'000LL, 1'000'000'000'000'000'000LL}) {
    for (const double deviations : {-3.0, -1.0, 0.0, 0.5, 4.0}) {
      const double excess = deviations * standard_deviation(dimension);
      CHECK(chi_squared_upper_probability(dimension, excess) +
                chi_squared_lower_probability(dimension, excess) ==
            Approx(1).epsilon(1e-14));
    }
  }
}

TEST_CASE("Temme's expansion agrees with 50 digits of the incomplete gamma function", "[slow]") {
  for (const std::int64_t dimension : {2'000'002LL, 20'000'000LL}) {
    for (const double deviations : {-35.0, -8.0, -1.0, 1e-3, 2.0, 8.0, 35.0}) {
      const double excess = deviations * standard_deviation(dimension);
      const Float50 shape = Float50(dimension) / 2;
      const Float50 argument = shape * (1 + Float50(excess));
      const Float50 upper = boost::math::gamma_q(shape, argument);
      const Float50 lower = boost::math::gamma_p(shape, argument);
      const Float50 upper_error = abs(chi_squared_upper_probability(dimension, excess) / upper - 1);
      const Float50 lower_error = abs(chi_squared_lower_probability(dimension, excess) / lower - 1);
      INFO("d = " << dimension << ", deviations = " << deviations);
      CHECK(static_cast<double>(upper_error) < 1e-11);
      CHECK(static_cast<double>(lower_error) < 1e-11);
    }
  }
}

TEST_CASE("chi squared becomes normal, even where Boost's incomplete gamma throws") {
  for (const double deviations : {-8.0, -1.0, 0.0, 1.0, 8.0}) {
    const std::int64_t dimension = 1'000'000'000'000'000'000;
    const double excess = deviations * standard_deviation(dimension);
    CHECK(chi_squared_upper_probability(dimension, excess) ==
          Approx(std::erfc(deviations / std::sqrt(2.0)) / 2).epsilon(1e-6));
  }
}

TEST_CASE("chi squared has all its mass between 0 and infinity") {
  const double infinity = std::numeric_limits<double>::infinity();
  for (const std::int64_t dimension : {1LL, 1'000LL, 1'000'000'000'000LL}) {
    for (const double excess : {-infinity, -2.0, -1.0}) {
      CHECK(chi_squared_upper_probability(dimension, excess) == 1);
      CHECK(chi_squared_lower_probability(dimension, excess) == 0);
    }
    CHECK(chi_squared_upper_probability(dimension, infinity) == 0);
    CHECK(chi_squared_lower_probability(dimension, infinity) == 1);
    CHECK(chi_squared_upper_probability(dimension, 1e6) == 0);
    CHECK(chi_squared_lower_probability(dimension, 1e6) == 1);
  }
  CHECK(chi_squared_lower_probability(1'000'000'000'000, -0.5) == 0);
  CHECK_THROWS_AS(chi_squared_upper_probability(0, 0.5), std::domain_error);
  CHECK_THROWS_AS(chi_squared_lower_probability(1, std::nan("")), std::domain_error);
}

TEST_CASE("two products of correlated normals are asymmetrically Laplace") {
  for (const double r : {-0.99, -0.9, -0.5, 0.0, 0.3, 0.99}) {
    for (const double deviation : {0.0, 0.1, 1.0, 10.0, 100.0}) {
      const double sum = 2 * (r + deviation);
      const double exact = sum >= 0 ? (1 + r) / 2 * std::exp(-sum / (1 + r))
                                    : 1 - (1 - r) / 2 * std::exp(sum / (1 - r));
      INFO("correlation " << r << ", deviation " << deviation);
      if (exact > 1e-250) {
        CHECK(gaussian_products_upper_probability(2, r, deviation) == Approx(exact).epsilon(1e-9));
      }
    }
  }
}

TEST_CASE("four products of independent normals sum to two Laplace variables") {
  for (const double deviation : {0.0, 0.25, 2.0, 20.0}) {
    const double sum = 4 * deviation;
    CHECK(2 * gaussian_products_upper_probability(4, 0, deviation) ==
          Approx((1 + sum / 2) * std::exp(-sum)).epsilon(1e-10));
  }
}

TEST_CASE("fully correlated normals give chi squared, fully opposed ones its other tail") {
  for (const std::int64_t dimension : {1LL, 10LL, 1'000'000'000'000LL}) {
    const double deviation = 2 * std::sqrt(2 / static_cast<double>(dimension));
    CHECK(gaussian_products_upper_probability(dimension, 1, deviation) ==
          chi_squared_upper_probability(dimension, deviation));
    CHECK(gaussian_products_upper_probability(dimension, -1, deviation) ==
          chi_squared_lower_probability(dimension, -deviation));
  }
}

TEST_CASE("many products become normal with variance (1 + r^2)/d") {
  const std::int64_t dimension = 1'000'000'000'000'000;
  for (const double r : {-0.7, 0.0, 0.5}) {
    for (const double deviations : {0.0, 1.0, 5.0}) {
      const double deviation = deviations * std::sqrt((1 + r * r) / static_cast<double>(dimension));
      CHECK(gaussian_products_upper_probability(dimension, r, deviation) ==
            Approx(std::erfc(deviations / std::sqrt(2.0)) / 2).epsilon(1e-5));
    }
  }
}

TEST_CASE("products of normals refuse what they cannot be asked") {
  CHECK_THROWS_AS(gaussian_products_upper_probability(0, 0, 1), std::domain_error);
  CHECK_THROWS_AS(gaussian_products_upper_probability(1, 0, -1), std::domain_error);
  CHECK_THROWS_AS(gaussian_products_upper_probability(1, 1.5, 1), std::domain_error);
  CHECK_THROWS_AS(gaussian_products_upper_probability(1, -0.995, 1), std::domain_error);
  CHECK_THROWS_AS(gaussian_products_upper_probability(1, std::nan(""), 1), std::domain_error);
}

}  // namespace
}  // namespace benignity
