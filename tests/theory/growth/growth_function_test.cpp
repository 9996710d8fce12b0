#include "theory/growth/growth_function.ipp"

#include <cmath>
#include <cstdint>
#include <limits>
#include <stdexcept>
#include <vector>

#include <catch2/catch.hpp>
#include <rapidcheck.h>

#include "tests/theory/ulp_error.hpp"
#include "theory/scalar.hpp"

namespace benignity {
namespace {

using test::scaled_error;

const std::vector<std::int64_t> token_counts = {2, 3, 4, 8, 100, 12345, 1'000'000};

/// Both signs of 16 decades, 1e-12 to 1e4, nine values each; with the points where terms cancel.
std::vector<double> gaps_to_test(std::int64_t tokens) {
  const double centre = std::log(static_cast<double>(tokens - 1));
  const double root = inverse_growth_function(0.0, tokens);
  std::vector<double> gaps = {0, centre, root, 1e4, -1e4, 709.7, -709.7, 0.5, -0.5};
  for (int decade = -12; decade < 4; ++decade) {
    for (int digit = 1; digit <= 9; ++digit) {
      const double offset = digit * std::pow(10.0, decade) * 1.000000123;
      gaps.insert(gaps.end(), {offset, -offset, centre + offset, root + offset, root - offset});
    }
  }
  return gaps;
}

Float100 condition(const Float100& input, const Float100& slope, const Float100& output) {
  return output == 0 ? Float100(0) : Float100(abs(input * slope / output));
}

TEMPLATE_TEST_CASE("G and its slope agree with 100 digits within 4 ulp of their condition",
                   "[growth]", float, double, long double, Float50) {
  for (const std::int64_t tokens : token_counts) {
    for (const double value : gaps_to_test(tokens)) {
      const TestType gap(static_cast<TestType>(value));
      const Float100 exact_gap(gap);
      const Float100 exact = growth_function(exact_gap, tokens);
      const Float100 slope = growth_function_slope(exact_gap, tokens);
      const Float100 bend = 2 * sinh(exact_gap - log(Float100(tokens - 1)));
      const Float100 largest(std::numeric_limits<TestType>::max());
      CAPTURE(tokens, value);
      if (abs(exact) <= largest && exact != 0) {
        CHECK(scaled_error(growth_function(gap, tokens), exact,
                           condition(exact_gap, slope, exact)) <= 4);
      }
      if (slope <= largest) {
        CHECK(scaled_error(growth_function_slope(gap, tokens), slope,
                           condition(exact_gap, bend, slope)) <= 4);
      }
    }
  }
}

TEMPLATE_TEST_CASE("the inverse agrees with 100 digits over 16 decades of both signs", "[growth]",
                   double, long double, Float50) {
  for (const std::int64_t tokens : token_counts) {
    std::vector<double> values = {0, 1.7e308, -1.7e308, 1e-300};
    const double at_zero = growth_function(0.0, tokens);
    for (int decade = -8; decade < 8; ++decade) {
      for (int digit = 1; digit <= 9; ++digit) {
        const double value = digit * std::pow(10.0, decade);
        values.insert(values.end(), {value, -value, at_zero + value, at_zero - value});
      }
    }
    for (const double value : values) {
      const TestType growth(value);
      const Float100 exact_growth(growth);
      const Float100 exact = inverse_growth_function(exact_growth, tokens);
      const Float100 slope = growth_function_slope(exact, tokens);
      CAPTURE(tokens, value, exact);
      CHECK(abs(growth_function(exact, tokens) - exact_growth) <=
            Float100(1e-95) * (abs(exact_growth) + slope * abs(exact)));
      if (exact != 0) {
        CHECK(scaled_error(inverse_growth_function(growth, tokens), exact,
                           condition(exact_growth, 1 / slope, exact)) <= 4);
      }
    }
  }
}

TEST_CASE("a bound of 1 ulp instead of 4 would be broken", "[growth]") {
  Float100 worst = 0;
  for (const std::int64_t tokens : token_counts) {
    for (const double gap : gaps_to_test(tokens)) {
      const Float100 exact = growth_function(Float100(gap), tokens);
      const Float100 slope = growth_function_slope(Float100(gap), tokens);
      if (abs(exact) <= std::numeric_limits<double>::max() && exact != 0) {
        const Float100 error = scaled_error(growth_function(gap, tokens), exact,
                                            condition(Float100(gap), slope, exact));
        worst = error > worst ? error : worst;
      }
    }
  }
  CHECK(worst <= 4);
  CHECK_FALSE(worst <= 1);
}

TEMPLATE_TEST_CASE("G increases, its slope is at least 4 and is the reciprocal of h", "[growth]",
                   double, Float50, Float100) {
  using std::exp;
  CHECK(rc::check("for random gaps and token counts", [] {
    const auto tokens = *rc::gen::inRange<std::int64_t>(2, 1'000'001);
    const TestType gap = TestType(*rc::gen::inRange(-690'000, 690'000)) / 1000;
    const TestType later = gap + TestType(*rc::gen::inRange(1, 1000)) / 1000;
    RC_ASSERT(growth_function(gap, tokens) < growth_function(later, tokens));
    RC_ASSERT(growth_function_slope(gap, tokens) >=
              4 * (1 - 4 * std::numeric_limits<TestType>::epsilon()));
    if (gap > -300) {
      const TestType weight = TestType(tokens - 1) * exp(-gap);
      const TestType variance = weight / ((1 + weight) * (1 + weight));
      const TestType product = variance * growth_function_slope(gap, tokens);
      RC_ASSERT(product > 1 - 8 * std::numeric_limits<TestType>::epsilon());
      RC_ASSERT(product < 1 + 8 * std::numeric_limits<TestType>::epsilon());
    }
  }));
}

TEMPLATE_TEST_CASE("G(0) = 1/(T-1) - (T-1), and with two tokens G is odd", "[growth]", double,
                   long double, Float50, Float100) {
  CHECK(growth_function(TestType(0), 5) == TestType(1) / 4 - 4);
  CHECK(growth_function(TestType(0), 2) == 0);
  CHECK(growth_function(TestType(3), 2) == -growth_function(TestType(-3), 2));
  CHECK(inverse_growth_function(TestType(0), 2) == 0);
  CHECK(inverse_growth_function(TestType(7), 2) == -inverse_growth_function(TestType(-7), 2));
}

TEST_CASE("the published g has log T where G has log(T-1)", "[growth]") {
  CHECK(published_growth_function(0.75, 8) == growth_function(0.75, 9));
  CHECK(inverse_published_growth_function(5.0, 8) == inverse_growth_function(5.0, 9));
  CHECK(published_growth_function(std::log(8.0), 8) == Approx(2 * std::log(8.0)).epsilon(1e-14));
  CHECK(growth_function(std::log(7.0), 8) == Approx(2 * std::log(7.0)).epsilon(1e-14));
}

TEST_CASE("NaN stays NaN, infinities and overflow keep their sign", "[growth]") {
  const double infinity = std::numeric_limits<double>::infinity();
  const double nan = std::numeric_limits<double>::quiet_NaN();
  for (const std::int64_t tokens : token_counts) {
    CHECK(std::isnan(growth_function(nan, tokens)));
    CHECK(std::isnan(growth_function_slope(nan, tokens)));
    CHECK(std::isnan(inverse_growth_function(nan, tokens)));
    CHECK(growth_function(infinity, tokens) == infinity);
    CHECK(growth_function(-infinity, tokens) == -infinity);
    CHECK(growth_function(1e4, tokens) == infinity);
    CHECK(growth_function(-1e4, tokens) == -infinity);
    CHECK(growth_function_slope(infinity, tokens) == infinity);
    CHECK(growth_function_slope(-1e4, tokens) == infinity);
    CHECK(inverse_growth_function(infinity, tokens) == infinity);
    CHECK(inverse_growth_function(-infinity, tokens) == -infinity);
  }
  CHECK(std::isfinite(growth_function(720.0, 1'000'000)));
}

TEST_CASE("fewer than two tokens are refused with the function and the value", "[growth]") {
  CHECK_THROWS_WITH(growth_function(1.0, 1),
                    "growth_function: tokens is 1, but must be at least 2");
  CHECK_THROWS_AS(growth_function_slope(1.0, 0), std::domain_error);
  CHECK_THROWS_AS(inverse_growth_function(1.0, -3), std::domain_error);
  CHECK_THROWS_AS(published_growth_function(1.0, 1), std::domain_error);
  CHECK_THROWS_AS(inverse_published_growth_function(1.0, 1), std::domain_error);
}

}  // namespace
}  // namespace benignity
