#include "theory/concentration/squared_norm.hpp"

#include <cmath>

#include <catch2/catch.hpp>

#include "tests/theory/concentration/grids.hpp"
#include "theory/scalar.hpp"

namespace benignity {
namespace {

TEST_CASE("Laurent and Massart's bounds are at least the exact chi-squared tails") {
  for (const std::int64_t dimension : grid_dimensions) {
    for (const double probability : grid_probabilities) {
      INFO("d = " << dimension << ", probability = " << probability);
      const double above = squared_norm_upper_deviation(dimension, probability);
      const double below = squared_norm_lower_deviation(dimension, probability);
      CHECK(squared_norm_upper_probability(dimension, above) <= probability);
      CHECK(squared_norm_lower_probability(dimension, below) <= probability);
      CHECK(squared_norm_upper_bound(dimension, above) == Approx(probability).epsilon(1e-12));
      CHECK(squared_norm_lower_bound(dimension, below) == Approx(probability).epsilon(1e-12));
    }
  }
}

TEST_CASE("Laurent and Massart's deviations are 2 sqrt(x/d) + 2x/d and 2 sqrt(x/d)") {
  const double x = 3;
  CHECK(squared_norm_upper_deviation(12, std::exp(-x)) == Approx(1.5).epsilon(1e-14));
  CHECK(squared_norm_lower_deviation(12, std::exp(-x)) == Approx(1).epsilon(1e-14));
}

TEST_CASE("a bound that is 1% too small is caught by the exact law") {
  // At d = 1 and small deviations the lower bound is tight enough: P(chi^2_1 <= 0.01) = 0.0797.
  CHECK(squared_norm_lower_probability(1, 0.99) < squared_norm_lower_bound(1, 0.99));
  const double deviation = squared_norm_upper_deviation(1'000'000'000'000, 1e-100);
  CHECK(squared_norm_upper_probability(1'000'000'000'000, 0.98 * deviation) > 1e-100);
}

TEST_CASE("the squared-norm bounds in double agree with 50 digits") {
  for (const std::int64_t dimension : grid_dimensions) {
    const double deviation = squared_norm_upper_deviation(dimension, 1e-4);
    const Float50 exact = squared_norm_upper_bound(dimension, Float50(deviation));
    const Float50 error = abs(squared_norm_upper_bound(dimension, deviation) / exact - 1);
    CHECK(static_cast<double>(error) < 1e-14);
  }
}

TEST_CASE("squared norms refuse negative deviations and impossible probabilities") {
  CHECK_THROWS_AS(squared_norm_upper_bound(10, -0.1), std::domain_error);
  CHECK_THROWS_AS(squared_norm_lower_bound(10, -0.1), std::domain_error);
  CHECK_THROWS_AS(squared_norm_upper_probability(10, -0.1), std::domain_error);
  CHECK_THROWS_AS(squared_norm_lower_probability(10, -0.1), std::domain_error);
  CHECK_THROWS_AS(squared_norm_upper_deviation(10, 0.0), std::domain_error);
  CHECK_THROWS_AS(squared_norm_lower_deviation(0, 0.5), std::domain_error);
}

}  // namespace
}  // namespace benignity
