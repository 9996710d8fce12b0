#include "theory/softmax/relevant_token_bounds.hpp"

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

namespace benignity {
namespace {

using test::exact_weights;
using test::promote;
using test::scaled_error;

/// Condition numbers of s_1 and 1 - s_1: (1 - s_1) E|Lambda| and s_1 E|Lambda|, E by weight.
struct Exact {
  Float100 probability;
  Float100 complement;
  Float100 mean_size;
};
Exact exact(const std::vector<double>& gaps) {
  const std::vector<Float100> weights = exact_weights(gaps);
  Float100 weight = 0;
  Float100 sizes = 0;
  for (std::size_t t = 0; t < gaps.size(); ++t) {
    weight += weights[t];
    sizes += weights[t] * std::abs(gaps[t]);
  }
  return {1 / (1 + weight), weight / (1 + weight), sizes / weight};
}

void check_relevant_probability_accuracy(const std::vector<double>& gaps) {
  const Exact reference = exact(gaps);
  const double tiny = std::numeric_limits<double>::min();
  CAPTURE(gaps.size(), gaps.front(), gaps.back());
  if (reference.probability >= tiny) {
    CHECK(scaled_error(relevant_token_probability<double>(gaps), reference.probability,
                       Float100(reference.complement * reference.mean_size)) <= 4);
  }
  if (reference.complement >= tiny) {
    CHECK(scaled_error(relevant_token_complement<double>(gaps), reference.complement,
                       Float100(reference.probability * reference.mean_size)) <= 4);
  }
  const Float100 variance = reference.probability * reference.complement;
  if (variance >= tiny) {
    CHECK(scaled_error(relevant_token_variance<double>(gaps), variance, reference.mean_size) <= 4);
  }
}

TEST_CASE("s_1, 1 - s_1 and their product agree with 100 digits", "[softmax]") {
  for (const std::vector<double>& gaps : test::random_gap_lists(300)) {
    check_relevant_probability_accuracy(gaps);
  }
}

TEST_CASE("s_1, 1 - s_1 and their product agree with 100 digits for a million tokens",
          "[softmax][slow]") {
  check_relevant_probability_accuracy(test::million_gaps());
}

TEMPLATE_TEST_CASE("S1: s_1 lies between its bounds, which meet at ties", "[softmax]", double,
                   Float50, Float100) {
  const TestType rounding = 64 * std::numeric_limits<TestType>::epsilon();
  for (const std::vector<double>& list : test::random_gap_lists(200)) {
    const std::vector<TestType> gaps = promote<TestType>(list);
    const GapRange<TestType> range = gap_range<TestType>(gaps);
    const std::int64_t tokens = tokens_of<TestType>(gaps);
    const TestType probability = relevant_token_probability<TestType>(gaps);
    CHECK(relevant_token_lower_bound(range.smallest, tokens) <= probability * (1 + rounding));
    CHECK(probability <= relevant_token_upper_bound(range.largest, tokens) * (1 + rounding));
    const std::vector<TestType> tied(gaps.size(), range.largest);
    const TestType bound = relevant_token_upper_bound(range.largest, tokens);
    CHECK(abs(relevant_token_probability<TestType>(tied) - bound) <= rounding * bound);
    // A tolerance that is too tight is noticed: 1% off is not within rounding.
    if (bound > 0) {
      CHECK_FALSE(bound * 101 / 100 <= relevant_token_probability<TestType>(tied) * (1 + rounding));
    }
  }
}

TEMPLATE_TEST_CASE("the bounds increase in the gap and decrease in T", "[softmax]", double,
                   Float50) {
  for (int k = -30; k < 30; ++k) {
    CHECK(relevant_token_lower_bound(TestType(k), 8) <
          relevant_token_lower_bound(TestType(k + 1), 8));
    CHECK(relevant_token_upper_bound(TestType(k), 9) < relevant_token_upper_bound(TestType(k), 8));
  }
  CHECK(relevant_token_lower_bound(TestType(0), 5) == TestType(1) / 5);
}

TEST_CASE("gaps of +-10^4 neither overflow nor produce NaN", "[softmax]") {
  CHECK(relevant_token_probability<double>(std::vector<double>{1e4, 1e4}) == 1);
  CHECK(relevant_token_complement<double>(std::vector<double>{1e4, 1e4}) == 0);
  CHECK(relevant_token_probability<double>(std::vector<double>{-1e4, 1e4}) == 0);
  CHECK(relevant_token_complement<double>(std::vector<double>{-1e4, 1e4}) == 1);
  CHECK(relevant_token_variance<double>(std::vector<double>{-1e4}) == 0);
  CHECK(relevant_token_lower_bound(-1e4, 1'000'000) == 0);
  CHECK(relevant_token_upper_bound(1e4, 1'000'000) == 1);
}

TEST_CASE("gaps must exist and be finite, the bounds take infinities but not NaN", "[softmax]") {
  const double infinity = std::numeric_limits<double>::infinity();
  const double nan = std::numeric_limits<double>::quiet_NaN();
  CHECK_THROWS_WITH(relevant_token_probability<double>(std::vector<double>{}),
                    "other_tokens_weight: the number of gaps is 0, but must be at least 1");
  CHECK_THROWS_WITH(relevant_token_probability<double>(std::vector<double>{1, infinity}),
                    "other_tokens_weight: gap is inf, but must be finite");
  CHECK_THROWS_AS(relevant_token_probability<double>(std::vector<double>{nan}), std::domain_error);
  CHECK_THROWS_AS(gap_range<double>(std::vector<double>{nan}), std::domain_error);
  CHECK_THROWS_AS(relevant_token_lower_bound(nan, 3), std::domain_error);
  CHECK_THROWS_AS(relevant_token_upper_bound(1.0, 1), std::domain_error);
  CHECK(relevant_token_lower_bound(-infinity, 3) == 0);
  CHECK(relevant_token_upper_bound(infinity, 3) == 1);
}

}  // namespace
}  // namespace benignity
