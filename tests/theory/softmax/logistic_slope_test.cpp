#include "theory/softmax/logistic_slope.hpp"

#include <cmath>
#include <limits>
#include <stdexcept>

#include <catch2/catch.hpp>

#include "tests/support/special_values.hpp"
#include "tests/theory/ulp_error.hpp"

namespace benignity {
namespace {

using testing::infinity;
using testing::nan;

TEST_CASE("the logistic slope agrees with 100 digits", "[softmax]") {
  for (double size = 1e-12; size < 1e4; size *= 1.37) {
    for (const double margin : {size, -size}) {
      const Float100 power = exp(Float100(margin));
      const Float100 exact = 1 / (1 + power);
      if (exact >= std::numeric_limits<double>::min()) {
        CAPTURE(margin);
        CHECK(test::scaled_error(logistic_slope(margin), exact,
                                 Float100(size * power / (1 + power))) <= 4);
      }
    }
  }
}

TEMPLATE_TEST_CASE("S5: -l'(z) decreases and lies within its bounds for |z| <= B", "[softmax]",
                   double, Float50, Float100) {
  const TestType largest(5);
  for (int k = -20; k <= 20; ++k) {
    const TestType margin = TestType(k) / 4;
    CHECK(logistic_slope_lower_bound(largest) <= logistic_slope(margin));
    CHECK(logistic_slope(margin) <= logistic_slope_upper_bound(largest));
    CHECK(logistic_slope(TestType(margin + TestType(1) / 4)) < logistic_slope(margin));
  }
  CHECK(logistic_slope(largest) == logistic_slope_lower_bound(largest));
  CHECK(logistic_slope(TestType(-largest)) == logistic_slope_upper_bound(largest));
  CHECK(logistic_slope(TestType(6)) < logistic_slope_lower_bound(largest));
  CHECK_FALSE(logistic_slope_lower_bound(largest) * 101 / 100 <= logistic_slope(largest));
}

TEST_CASE("minus l' is the derivative of -log(1 + e^{-z})", "[softmax]") {
  const Float100 step = Float100(1) / 1'000'000'000;
  for (const int z : {-30, -1, 0, 2, 30}) {
    const auto loss = [](const Float100& x) { return Float100(log(1 + exp(-x))); };
    const Float100 slope = (loss(z - step) - loss(z + step)) / (2 * step);
    CHECK(abs(slope / logistic_slope(Float100(z)) - 1) < 1e-17);
  }
}

TEST_CASE("both sides of B >= 0, limits at infinity, NaN refused", "[softmax]") {
  CHECK(logistic_slope_lower_bound(0.0) == 0.5);
  CHECK(logistic_slope_upper_bound(0.0) == 0.5);
  CHECK(logistic_slope(infinity) == 0);
  CHECK(logistic_slope(-infinity) == 1);
  CHECK(logistic_slope(1e4) == 0);
  CHECK(logistic_slope(-1e4) == 1);
  CHECK(logistic_slope_lower_bound(infinity) == 0);
  CHECK(logistic_slope_upper_bound(infinity) == 1);
  CHECK_THROWS_WITH(
      logistic_slope_lower_bound(-0.5),
      "logistic_slope_lower_bound: largest_margin is -0.5, but must be at least zero = 0");
  CHECK_THROWS_AS(logistic_slope_upper_bound(-0.5), std::domain_error);
  CHECK_THROWS_AS(logistic_slope_upper_bound(nan), std::domain_error);
  CHECK_THROWS_AS(logistic_slope(nan), std::domain_error);
}

}  // namespace
}  // namespace benignity
