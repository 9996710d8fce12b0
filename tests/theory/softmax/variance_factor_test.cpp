#include "theory/softmax/variance_factor.hpp"

#include <cmath>
#include <limits>
#include <stdexcept>

#include <catch2/catch.hpp>

#include "tests/support/special_values.hpp"
#include "tests/theory/ulp_error.hpp"
#include "theory/softmax/variance_factor_decay.hpp"

namespace benignity {
namespace {

using test::scaled_error;

using testing::infinity;
using testing::nan;

TEST_CASE("the variance factor and its decay bounds agree with 100 digits", "[softmax]") {
  for (double size = 1e-12; size < 1e4; size *= 1.37) {
    for (const double gap : {size, -size}) {
      const Float100 exact = 1 / (2 + 2 * cosh(Float100(gap)));
      const Float100 decay = exp(-abs(Float100(gap)));
      CAPTURE(gap);
      if (exact >= std::numeric_limits<double>::min()) {
        CHECK(scaled_error(variance_factor(gap), exact,
                           Float100(abs(gap * tanh(Float100(gap) / 2)))) <= 4);
        CHECK(scaled_error(variance_factor_decay_lower_bound(gap), Float100(decay / 4),
                           Float100(size)) <= 4);
        CHECK(scaled_error(variance_factor_decay_upper_bound(gap),
                           Float100(decay < 0.25 ? decay : Float100(0.25)),
                           Float100(0)) <= 4 * (1 + size));
      }
    }
  }
}

TEMPLATE_TEST_CASE("S3: even, 1/4 at 0, decreasing on both sides, to 0", "[softmax]", double,
                   Float50, Float100) {
  CHECK(variance_factor(TestType(0)) == TestType(1) / 4);
  for (int k = 0; k < 100; ++k) {
    const TestType gap = TestType(k) / 4;
    CHECK(variance_factor(gap) == variance_factor(TestType(-gap)));
    CHECK(variance_factor(TestType(gap + TestType(1) / 4)) < variance_factor(gap));
  }
  CHECK(variance_factor(std::numeric_limits<TestType>::infinity()) == 0);
}

TEMPLATE_TEST_CASE("S3: over an interval the bounds are the least and largest value", "[softmax]",
                   double, Float50, Float100) {
  const auto v = [](int gap) { return variance_factor(TestType(gap)); };
  const auto low = [](int a, int b) {
    return variance_factor_lower_bound(TestType(a), TestType(b));
  };
  const auto high = [](int a, int b) {
    return variance_factor_upper_bound(TestType(a), TestType(b));
  };
  CHECK(low(-1, 3) == v(3));
  CHECK(low(-3, 1) == v(3));
  CHECK(low(1, 3) == v(3));
  CHECK(low(-3, -1) == v(3));
  CHECK(high(-1, 3) == TestType(1) / 4);
  CHECK(high(0, 3) == TestType(1) / 4);
  CHECK(high(1, 3) == v(1));
  CHECK(high(-3, -1) == v(1));
  CHECK(low(2, 2) == high(2, 2));
  CHECK_FALSE(high(1, 3) * 99 / 100 >= v(1));
}

TEMPLATE_TEST_CASE("S4: e^{-|x|}/4 <= s_1 (1 - s_1) <= min(1/4, e^{-|x|}), strict off 0",
                   "[softmax]", double, Float50, Float100) {
  CHECK(variance_factor_decay_lower_bound(TestType(0)) == TestType(1) / 4);
  CHECK(variance_factor_decay_upper_bound(TestType(0)) == TestType(1) / 4);
  for (int k = 1; k < 120; ++k) {
    for (const TestType& gap : {TestType(TestType(k) / 4), TestType(-TestType(k) / 4)}) {
      CHECK(variance_factor_decay_lower_bound(gap) < variance_factor(gap));
      CHECK(variance_factor(gap) < variance_factor_decay_upper_bound(gap));
    }
  }
  const TestType far(30);
  CHECK(variance_factor_decay_upper_bound(far) * 99 / 100 < variance_factor(far));
}

TEST_CASE("infinite gaps give the limits, NaN and reversed intervals are refused", "[softmax]") {
  CHECK(variance_factor(-infinity) == 0);
  CHECK(variance_factor(1e4) == 0);
  CHECK(variance_factor_lower_bound(-infinity, 0.0) == 0);
  CHECK(variance_factor_upper_bound(-infinity, infinity) == 0.25);
  CHECK(variance_factor_decay_lower_bound(infinity) == 0);
  CHECK(variance_factor_decay_upper_bound(-1e4) == 0);
  CHECK_THROWS_AS(variance_factor(nan), std::domain_error);
  CHECK_THROWS_AS(variance_factor_lower_bound(nan, 1.0), std::domain_error);
  CHECK_THROWS_AS(variance_factor_upper_bound(0.0, nan), std::domain_error);
  CHECK_THROWS_WITH(variance_factor_lower_bound(2.0, 1.0),
                    "variance_factor_lower_bound: smallest is 2, but must be at most largest = 1");
  CHECK_THROWS_AS(variance_factor_upper_bound(2.0, 1.0), std::domain_error);
  CHECK_THROWS_AS(variance_factor_decay_lower_bound(nan), std::domain_error);
  CHECK_THROWS_AS(variance_factor_decay_upper_bound(nan), std::domain_error);
}

}  // namespace
}  // namespace benignity
