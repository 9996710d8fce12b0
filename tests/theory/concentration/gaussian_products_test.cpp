#include "theory/concentration/gaussian_products.hpp"

#include <cmath>
#include <stdexcept>

#include <catch2/catch.hpp>

#include "theory/concentration/chi_squared.hpp"

namespace benignity {
namespace {

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
