#include "theory/softmax/other_token_bounds.hpp"

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <stdexcept>
#include <vector>

#include <catch2/catch.hpp>

#include "tests/theory/softmax/exact_weights.hpp"
#include "tests/theory/softmax/random_gaps.hpp"
#include "tests/theory/ulp_error.hpp"
#include "theory/softmax/relevant_token_bounds.hpp"

namespace benignity {
namespace {

using test::exact_weights;
using test::promote;
using test::scaled_error;

/// s_t at 100 digits and its condition number |Lambda_t| (1 - s_t) + sum_{u != t} s_u |Lambda_u|.
void check_other_probability_accuracy(const std::vector<double>& gaps, std::size_t position) {
  const std::vector<Float100> weights = exact_weights(gaps);
  const Float100 own = exp(Float100(gaps[position]));
  Float100 inverse = own;
  Float100 others = 0;
  for (std::size_t u = 0; u < gaps.size(); ++u) {
    const Float100 term = own * weights[u];
    inverse += term;
    others += u == position ? Float100(0) : Float100(term * std::abs(gaps[u]));
  }
  const Float100 exact = 1 / inverse;
  const Float100 condition = std::abs(gaps[position]) * (1 - exact) + others * exact;
  CAPTURE(gaps.size(), position, gaps[position]);
  if (exact >= std::numeric_limits<double>::min()) {
    CHECK(scaled_error(other_token_probability<double>(gaps, position), exact, condition) <= 4);
  }
}

TEST_CASE("s_t agrees with 100 digits", "[softmax]") {
  for (const std::vector<double>& gaps : test::random_gap_lists(300)) {
    check_other_probability_accuracy(gaps, 0);
    check_other_probability_accuracy(gaps, gaps.size() / 2);
  }
}

TEST_CASE("s_t agrees with 100 digits for a million tokens", "[softmax][slow]") {
  check_other_probability_accuracy(test::million_gaps(), 12345);
}

TEMPLATE_TEST_CASE("S2: s_t lies between its bounds, and all probabilities sum to 1", "[softmax]",
                   double, Float50, Float100) {
  const TestType rounding = 256 * std::numeric_limits<TestType>::epsilon();
  for (const std::vector<double>& list : test::random_gap_lists(100)) {
    const std::vector<TestType> gaps = promote<TestType>(list);
    const GapRange<TestType> range = gap_range<TestType>(gaps);
    const std::int64_t tokens = tokens_of<TestType>(gaps);
    TestType sum = relevant_token_probability<TestType>(gaps);
    for (std::size_t t = 0; t < gaps.size(); ++t) {
      const TestType probability = other_token_probability<TestType>(gaps, t);
      sum += probability;
      CHECK(other_token_lower_bound(gaps[t], range.smallest, tokens) <=
            probability * (1 + rounding));
      CHECK(probability <=
            other_token_upper_bound(gaps[t], range.largest, tokens) * (1 + rounding));
    }
    CHECK(abs(sum - 1) <= rounding * 16'384);
  }
}

TEMPLATE_TEST_CASE("the bounds are attained where the other gaps tie, and only there", "[softmax]",
                   double, Float50, Float100) {
  const TestType rounding = 16 * std::numeric_limits<TestType>::epsilon();
  const std::vector<TestType> low_others{TestType(2), TestType(1), TestType(1)};
  const TestType low = other_token_lower_bound(TestType(2), TestType(1), 4);
  CHECK(abs(other_token_probability<TestType>(low_others, 0) - low) <= rounding);
  const std::vector<TestType> high_others{TestType(-2), TestType(1), TestType(1)};
  const TestType high = other_token_upper_bound(TestType(-2), TestType(1), 4);
  CHECK(abs(other_token_probability<TestType>(high_others, 0) - high) <= rounding);
  CHECK_FALSE(abs(other_token_probability<TestType>(high_others, 0) - low) <= rounding);
  CHECK(other_token_lower_bound(TestType(2), TestType(1), 4) <
        other_token_upper_bound(TestType(2), TestType(3), 4));
}

TEST_CASE("gaps of +-10^4 neither overflow nor produce NaN, with two tokens either", "[softmax]") {
  CHECK(other_token_probability<double>(std::vector<double>{-1e4, 1e4}, 0) == 1);
  CHECK(other_token_probability<double>(std::vector<double>{-1e4, 1e4}, 1) == 0);
  CHECK(other_token_probability<double>(std::vector<double>{-1e4, -1e4}, 1) == 0.5);
  CHECK(other_token_lower_bound(1e4, -1e4, 1'000'000) == 0);
  CHECK(other_token_lower_bound(1e4, -1e4, 2) == 0);
  CHECK(other_token_upper_bound(-1e4, 1e4, 2) == 1);
}

TEST_CASE("both sides of the hypothesis Lambda_min <= Lambda_t <= Lambda_max", "[softmax]") {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  CHECK_NOTHROW(other_token_lower_bound(1.0, 1.0, 3));
  CHECK_THROWS_WITH(other_token_lower_bound(1.0, 1.5, 3),
                    "other_token_lower_bound: smallest_gap is 1.5, but must be at most gap = 1");
  CHECK_NOTHROW(other_token_upper_bound(1.0, 1.0, 3));
  CHECK_THROWS_WITH(other_token_upper_bound(1.0, 0.5, 3),
                    "other_token_upper_bound: largest_gap is 0.5, but must be at least gap = 1");
  CHECK_THROWS_AS(other_token_lower_bound(nan, 1.0, 3), std::domain_error);
  CHECK_THROWS_AS(other_token_upper_bound(1.0, nan, 3), std::domain_error);
  CHECK_THROWS_AS(other_token_upper_bound(1.0, 2.0, 1), std::domain_error);
  CHECK_THROWS_WITH(
      other_token_probability<double>(std::vector<double>{1, 2}, 2),
      "other_token_probability: position is 2, but must be below the number of gaps = 2");
}

}  // namespace
}  // namespace benignity
