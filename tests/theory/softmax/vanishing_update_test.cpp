#include "theory/softmax/vanishing_update.hpp"

#include <cmath>
#include <limits>
#include <stdexcept>
#include <vector>

#include <catch2/catch.hpp>

#include "tests/theory/ulp_error.hpp"
#include "theory/softmax/variance_factor.hpp"
#include "theory/softmax/zero_sum_coefficients.hpp"

namespace benignity {
namespace {

using test::scaled_error;

TEST_CASE("the vanishing-update bounds agree with 100 digits", "[softmax]") {
  for (double size = 1e-12; size < 600; size *= 1.37) {
    for (const double gap : {size, -size}) {
      const Float100 share = 1 / (1 + exp(Float100(size)));
      const Float100 decay = exp(-Float100(size));
      const Float100 rate = decay * (1 - 2 * decay);
      CAPTURE(gap);
      CHECK(scaled_error(smaller_share(gap), share, Float100(size)) <= 4);
      CHECK(scaled_error(vanishing_update_lower_bound(gap), Float100(share / 2), Float100(size)) <=
            4);
      const Float100 condition = abs(size * (1 - 4 * decay) / (1 - 2 * decay));
      const Float100 cancelled = 2 * decay / abs(1 - 2 * decay);
      CHECK(scaled_error(vanishing_update_rate_lower_bound(gap), rate,
                         Float100(condition + cancelled)) <= 4);
    }
  }
}

TEMPLATE_TEST_CASE("s (1 - s) lies between its linear bounds, with equality below at 1/2 only",
                   "[softmax]", double, Float50, Float100) {
  CHECK(vanishing_update_lower_bound(TestType(0)) == variance_factor(TestType(0)));
  for (int k = 1; k < 60; ++k) {
    for (const TestType& gap : {TestType(TestType(k) / 4), TestType(-TestType(k) / 4)}) {
      const TestType factor = variance_factor(gap);
      CHECK(vanishing_update_lower_bound(gap) < factor);
      CHECK(factor < vanishing_update_upper_bound(gap));
      CHECK(vanishing_update_rate_lower_bound(gap) < factor);
    }
  }
}

TEST_CASE("at both ends the update vanishes at the rate of min(s, 1 - s) and of e^-|x|",
          "[softmax]") {
  for (const double gap : {-30.0, -20.0, 20.0, 30.0}) {
    const double factor = variance_factor(gap);
    CHECK(factor / smaller_share(gap) == Approx(1).epsilon(2 * std::exp(-std::abs(gap)) + 1e-15));
    CHECK(factor * std::exp(std::abs(gap)) ==
          Approx(1).epsilon(3 * std::exp(-std::abs(gap)) + 1e-14));
  }
  const double infinity = std::numeric_limits<double>::infinity();
  CHECK(smaller_share(infinity) == 0);
  CHECK(smaller_share(-infinity) == 0);
  CHECK(vanishing_update_rate_lower_bound(-infinity) == 0);
}

TEMPLATE_TEST_CASE("a contribution is at most either share times the range of head values",
                   "[softmax]", double, Float50) {
  const std::vector<TestType> head_values = {TestType(1), TestType(-1) / 2, TestType(0)};
  const TestType range = TestType(3) / 2;
  for (const int shift : {-40, -3, 0, 3, 40}) {
    const std::vector<TestType> gaps = {TestType(shift), TestType(shift + 1)};
    for (std::size_t token = 0; token < 3; ++token) {
      const TokenShares<TestType> shares = token_shares<TestType>(gaps, token);
      const TestType update = zero_sum_coefficient<TestType>(gaps, head_values, token);
      const TestType size = update < 0 ? TestType(-update) : update;
      CHECK(size <= vanishing_contribution_bound(shares.selected, range));
      CHECK(size <= vanishing_contribution_bound(shares.complement, range));
      // The shares keep their digits: their product is the variance.
      CHECK(abs(shares.selected * shares.complement / token_variance<TestType>(gaps, token) - 1) <=
            8 * std::numeric_limits<TestType>::epsilon());
    }
  }
}

TEST_CASE("the vanishing update refuses NaN, negative shares and absent tokens", "[softmax]") {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  CHECK_THROWS_AS(smaller_share(nan), std::domain_error);
  CHECK_THROWS_AS(vanishing_update_rate_lower_bound(nan), std::domain_error);
  CHECK_THROWS_AS(vanishing_contribution_bound(-0.1, 1.0), std::domain_error);
  CHECK_THROWS_AS(vanishing_contribution_bound(0.1, nan), std::domain_error);
  const std::vector<double> gaps = {1.0};
  CHECK_THROWS_AS(token_shares<double>(gaps, 2), std::domain_error);
}

}  // namespace
}  // namespace benignity
