#include "theory/softmax/attention_gap.hpp"

#include <cmath>
#include <cstddef>
#include <limits>
#include <stdexcept>
#include <vector>

#include <catch2/catch.hpp>

#include "tests/theory/softmax/exact_weights.hpp"
#include "tests/theory/softmax/random_gaps.hpp"
#include "tests/theory/ulp_error.hpp"
#include "theory/softmax/relevant_token_bounds.hpp"
#include "theory/softmax/variance_factor.hpp"

namespace benignity {
namespace {

using test::exact_weights;
using test::promote;
using test::scaled_error;

void check_gap_accuracy(const std::vector<double>& gaps) {
  const std::vector<Float100> weights = exact_weights(gaps);
  Float100 weight = 0;
  Float100 sizes = 0;
  for (std::size_t t = 0; t < gaps.size(); ++t) {
    weight += weights[t];
    sizes += weights[t] * std::abs(gaps[t]);
  }
  const Float100 exact = -log(weight);
  CAPTURE(gaps.size(), gaps.front(), gaps.back());
  if (exact != 0) {
    CHECK(scaled_error(attention_gap<double>(gaps), exact, Float100(sizes / weight / abs(exact))) <=
          4);
  }
}

TEST_CASE("the attention gap agrees with 100 digits", "[softmax]") {
  for (const std::vector<double>& gaps : test::random_gap_lists(500)) {
    check_gap_accuracy(gaps);
  }
  check_gap_accuracy({0, 40});
  check_gap_accuracy({1e-9, 20.723265835946412});
  check_gap_accuracy({1e4, -1e4, 1e4});
  check_gap_accuracy({-1e4, -1e4});
}

TEST_CASE("the attention gap agrees with 100 digits for a million tokens", "[softmax][slow]") {
  check_gap_accuracy(test::million_gaps());
}

TEMPLATE_TEST_CASE("s_1 = sigma(attention gap), s_1 (1 - s_1) = variance factor", "[softmax]",
                   double, Float50, Float100) {
  using std::exp;
  for (const std::vector<double>& list : test::random_gap_lists(200)) {
    const std::vector<TestType> gaps = promote<TestType>(list);
    const TestType gap = attention_gap<TestType>(gaps);
    const TestType rounding = 64 * (1 + abs(gap)) * std::numeric_limits<TestType>::epsilon();
    const TestType probability = relevant_token_probability<TestType>(gaps);
    CHECK(abs(1 / (1 + exp(-gap)) - probability) <= rounding);
    CHECK(abs(variance_factor(gap) - relevant_token_variance<TestType>(gaps)) <= rounding);
  }
}

TEST_CASE("with two tokens the attention gap is the gap", "[softmax]") {
  CHECK(attention_gap<double>(std::vector<double>{-3.25}) == -3.25);
  CHECK_THROWS_AS(attention_gap<double>(std::vector<double>{}), std::domain_error);
  CHECK_THROWS_AS(
      attention_gap<double>(std::vector<double>{std::numeric_limits<double>::infinity()}),
      std::domain_error);
}

}  // namespace
}  // namespace benignity
