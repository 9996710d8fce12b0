#include "theory/growth/inverse_bounds.hpp"

#include <cmath>
#include <cstdint>
#include <limits>
#include <stdexcept>

#include <catch2/catch.hpp>

#include "tests/support/special_values.hpp"
#include "tests/theory/ulp_error.hpp"
#include "theory/growth/growth_function.ipp"

namespace benignity {
namespace {

using test::scaled_error;

using testing::infinity;
using testing::nan;

TEMPLATE_TEST_CASE("S8: the four bounds hold for x >= 0", "[growth]", double, Float50, Float100) {
  const TestType rounding = 256 * std::numeric_limits<TestType>::epsilon();
  for (const std::int64_t tokens : {2, 3, 8, 100, 1'000'000}) {
    for (int k = 0; k < 200; ++k) {
      const TestType gap = TestType(k) / 8;
      const TestType growth = growth_function(gap, tokens);
      const TestType slack = rounding * (1 + gap + abs(growth));
      CAPTURE(tokens, k);
      CHECK(gap <= inverse_growth_upper_bound(growth, tokens) + slack);
      // At x = 0 its condition number grows as T^4: see the test at x = 0 below.
      if (k > 0 && inverse_growth_lower_bound_margin(growth, tokens) > 1e-6) {
        CHECK(inverse_growth_lower_bound(growth, tokens) <= gap + slack * 1'000'000);
      }
      if (growth > 0) {
        CHECK(inverse_growth_sharp_lower_bound(growth, tokens) <= gap + slack);
        CHECK(inverse_growth_simple_lower_bound(growth, tokens) + TestType(0.06) <=
              inverse_growth_sharp_lower_bound(growth, tokens));
      }
    }
  }
}

TEMPLATE_TEST_CASE("the sharp bound is attained at x* = 1 + W(N/e), where x* - 1 = N e^{-x*}",
                   "[growth]", double, Float50, Float100) {
  using std::exp;
  const TestType rounding = 64 * std::numeric_limits<TestType>::epsilon();
  for (const std::int64_t tokens : {2, 3, 8, 100, 1'000'000}) {
    const TestType contact = growth_contact_gap<TestType>(tokens);
    CHECK(abs(contact - 1 - TestType(tokens - 1) * exp(-contact)) <= rounding * contact * contact);
    const TestType growth = growth_function(contact, tokens);
    const TestType bound = inverse_growth_sharp_lower_bound(growth, tokens);
    CHECK(abs(bound - contact) <= rounding * contact);
    CHECK_FALSE(bound + TestType(1) / 100 <= contact + rounding * contact);
    const TestType apart = growth_function(TestType(contact + 1), tokens);
    CHECK(inverse_growth_sharp_lower_bound(apart, tokens) < contact + TestType(0.99));
  }
}

TEST_CASE("the bounds agree with 100 digits within 4 ulp of their condition", "[growth]") {
  for (const std::int64_t tokens : {2, 3, 8, 1000, 1'000'000}) {
    const Float100 others(tokens - 1);
    for (double gap = 1e-9; gap < 1e3; gap *= 1.31) {
      const double growth = growth_function(gap, tokens);
      if (!std::isfinite(growth) || growth < growth_function(0.0, tokens)) {
        continue;
      }
      const Float100 y(growth);
      CAPTURE(tokens, gap);
      const Float100 upper = inverse_growth_upper_bound(y, tokens);
      CHECK(scaled_error(inverse_growth_upper_bound(growth, tokens), upper,
                         Float100(abs(y) / ((y + others) * upper))) <= 4);
      const Float100 margin = inverse_growth_lower_bound_margin(y, tokens);
      if (margin > 1e-6) {
        // The condition of the difference y - 2U + 1/(y+N) in its own terms.
        const Float100 lower = inverse_growth_lower_bound(y, tokens);
        const Float100 reciprocal = 1 / (y + others);
        const Float100 terms =
            abs(y) * (1 + 2 * reciprocal + reciprocal * reciprocal) + 2 * upper + reciprocal;
        CHECK(scaled_error(inverse_growth_lower_bound(growth, tokens), lower,
                           Float100(terms / abs(margin * lower))) <= 4);
      }
      if (growth > 0) {
        const Float100 sharp = inverse_growth_sharp_lower_bound(y, tokens);
        CHECK(scaled_error(inverse_growth_sharp_lower_bound(growth, tokens), sharp,
                           Float100(1 / abs(sharp))) <= 4);
        const Float100 simple = inverse_growth_simple_lower_bound(y, tokens);
        CHECK(scaled_error(inverse_growth_simple_lower_bound(growth, tokens), simple,
                           Float100(1 / abs(simple))) <= 4);
      }
    }
  }
}

TEMPLATE_TEST_CASE("at x = 0 the first two bounds are attained", "[growth]", double, Float50,
                   Float100) {
  for (const std::int64_t tokens : {2, 3, 5, 9}) {
    const TestType growth = growth_function(TestType(0), tokens);
    const TestType rounding = 1000 * std::numeric_limits<TestType>::epsilon();
    CHECK(abs(inverse_growth_upper_bound(growth, tokens)) <= rounding);
    CHECK(abs(inverse_growth_lower_bound(growth, tokens)) <= rounding);
  }
}

TEST_CASE("both sides of each hypothesis of S8", "[growth]") {
  CHECK_NOTHROW(inverse_growth_upper_bound(-1.5, 3));
  CHECK_THROWS_WITH(inverse_growth_upper_bound(-1.75, 3),
                    "inverse_growth_upper_bound: growth is -1.75, but must be at least "
                    "1/(tokens-1) - (tokens-1) = -1.5");
  CHECK_THROWS_AS(inverse_growth_lower_bound(-1.75, 3), std::domain_error);
  CHECK_NOTHROW(inverse_growth_lower_bound(100.0, 8));
  CHECK(inverse_growth_lower_bound_margin(3.0, 8) < 0);
  CHECK_THROWS_AS(inverse_growth_lower_bound(3.0, 8), std::domain_error);
  CHECK_NOTHROW(inverse_growth_sharp_lower_bound(1e-300, 8));
  CHECK_THROWS_WITH(inverse_growth_sharp_lower_bound(0.0, 8),
                    "inverse_growth_sharp_lower_bound: growth is 0, but must be positive");
  CHECK_THROWS_AS(inverse_growth_simple_lower_bound(-1.0, 8), std::domain_error);
  for (const double bad : {nan, infinity}) {
    CHECK_THROWS_AS(inverse_growth_upper_bound(bad, 8), std::domain_error);
    CHECK_THROWS_AS(inverse_growth_lower_bound(bad, 8), std::domain_error);
    CHECK_THROWS_AS(inverse_growth_sharp_lower_bound(bad, 8), std::domain_error);
    CHECK_THROWS_AS(inverse_growth_simple_lower_bound(bad, 8), std::domain_error);
  }
  CHECK_THROWS_AS(growth_contact_gap<double>(1), std::domain_error);
  CHECK_THROWS_AS(inverse_growth_upper_bound(1.0, 1), std::domain_error);
  CHECK(std::isfinite(inverse_growth_upper_bound(1.7e308, 1'000'000)));
  CHECK(std::isfinite(inverse_growth_lower_bound(1.7e308, 1'000'000)));
}

}  // namespace
}  // namespace benignity
