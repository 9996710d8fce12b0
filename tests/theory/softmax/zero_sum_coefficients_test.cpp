#include "theory/softmax/zero_sum_coefficients.hpp"

#include <algorithm>
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

namespace benignity {
namespace {

using test::exact_weights;
using test::promote;
using test::scaled_error;

std::vector<double> head_values_for(std::size_t tokens) {
  std::vector<double> values(tokens);
  for (std::size_t t = 0; t < tokens; ++t) {
    values[t] = std::sin(static_cast<double>(7 * t + 1));
  }
  return values;
}

/// The coefficient at 100 digits; as its condition number the sizes of all terms, relative to it.
void check_coefficient_accuracy(const std::vector<double>& gaps, std::size_t token) {
  const std::vector<double> head_values = head_values_for(gaps.size() + 1);
  std::vector<Float100> weights = {1};
  const std::vector<Float100> of_gaps = exact_weights(gaps);
  weights.insert(weights.end(), of_gaps.begin(), of_gaps.end());
  Float100 total = 0;
  Float100 sizes = 0;
  for (std::size_t u = 0; u < weights.size(); ++u) {
    total += weights[u];
    sizes += u == 0 ? Float100(0) : Float100(weights[u] * std::abs(gaps[u - 1]));
  }
  Float100 contrast = 0;
  Float100 contrast_size = 0;
  const Float100 own_gap = token == 0 ? 0 : std::abs(gaps[token - 1]);
  for (std::size_t u = 0; u < weights.size(); ++u) {
    const Float100 difference = Float100(head_values[token]) - Float100(head_values[u]);
    const Float100 gap_size = u == 0 ? 0 : std::abs(gaps[u - 1]);
    contrast += weights[u] * difference;
    contrast_size += weights[u] * (std::abs(head_values[token]) + std::abs(head_values[u]) +
                                   abs(difference) * (gap_size + own_gap + 2 * sizes / total));
  }
  const Float100 exact = weights[token] * contrast / (total * total);
  CAPTURE(gaps.size(), token);
  if (abs(exact) >= std::numeric_limits<double>::min()) {
    CHECK(scaled_error(zero_sum_coefficient<double>(gaps, head_values, token), exact,
                       Float100(contrast_size / abs(contrast))) <= 4);
  }
}

TEST_CASE("the coefficient agrees with 100 digits", "[softmax]") {
  for (const std::vector<double>& gaps : test::random_gap_lists(200)) {
    check_coefficient_accuracy(gaps, 0);
    check_coefficient_accuracy(gaps, gaps.size());
  }
}

TEST_CASE("the coefficient agrees with 100 digits for a million tokens", "[softmax][slow]") {
  check_coefficient_accuracy(test::million_gaps(), 77);
}

TEMPLATE_TEST_CASE("S6: the coefficients sum to 0 and lie within their bounds", "[softmax]", double,
                   Float50, Float100) {
  const TestType rounding = 64 * std::numeric_limits<TestType>::epsilon();
  for (const std::vector<double>& list : test::random_gap_lists(60)) {
    const std::vector<TestType> gaps = promote<TestType>(list);
    const std::vector<double> rough = head_values_for(gaps.size() + 1);
    const std::vector<TestType> values = promote<TestType>(rough);
    TestType sum = 0;
    for (std::size_t t = 0; t < values.size(); ++t) {
      const TestType coefficient = zero_sum_coefficient<TestType>(gaps, values, t);
      sum += coefficient;
      std::vector<TestType> others = values;
      others.erase(others.begin() + static_cast<std::ptrdiff_t>(t));
      const auto [smallest, largest] = std::minmax_element(others.begin(), others.end());
      const TestType variance = token_variance<TestType>(gaps, t);
      const TestType slack = rounding * variance;
      CHECK(zero_sum_coefficient_lower_bound(variance, values[t], *largest) <= coefficient + slack);
      CHECK(coefficient <=
            zero_sum_coefficient_upper_bound(variance, values[t], *smallest) + slack);
    }
    CHECK(abs(sum) <= rounding);
  }
}

TEMPLATE_TEST_CASE(
    "where only the relevant token has a head value its coefficient is "
    "s_1 (1 - s_1) gamma_1",
    "[softmax]", double, Float50, Float100) {
  const TestType rounding = 16 * std::numeric_limits<TestType>::epsilon();
  for (const std::vector<double>& list : test::random_gap_lists(60)) {
    const std::vector<TestType> gaps = promote<TestType>(list);
    std::vector<TestType> values(gaps.size() + 1, TestType(0));
    values[0] = TestType(3) / 4;
    const TestType expected = relevant_token_variance<TestType>(gaps) * values[0];
    const TestType coefficient = zero_sum_coefficient<TestType>(gaps, values, 0);
    if (expected > TestType(1e-290)) {
      CHECK(abs(coefficient / expected - 1) <=
            rounding * (1 + abs(gaps[position_of_smallest<TestType>(gaps)])));
      CHECK_FALSE(abs(coefficient / (expected * 101 / 100) - 1) <= TestType(1) / 1000);
    }
  }
}

TEST_CASE("a token selected to 1 - 10^-100 keeps the digits of its coefficient", "[softmax]") {
  const std::vector<double> gaps{230.0, 231.0};
  const std::vector<double> values{1.0, 0.25, -1.0};
  const double expected = 0.75 * std::exp(-230.0) + 2 * std::exp(-231.0);
  CHECK(zero_sum_coefficient<double>(gaps, values, 0) == Approx(expected).epsilon(1e-13));
}

TEST_CASE("sizes, positions and non-finite values are refused, +-10^4 is not", "[softmax]") {
  const std::vector<double> gaps{1e4, -1e4};
  const std::vector<double> values{1, 2, 3};
  CHECK(zero_sum_coefficient<double>(gaps, values, 0) == 0);
  CHECK(token_variance<double>(gaps, 2) == 0);
  CHECK(std::isfinite(zero_sum_coefficient<double>(gaps, values, 2)));
  CHECK_THROWS_WITH(zero_sum_coefficient<double>(gaps, gaps, 0),
                    "zero_sum_coefficient: the number of head values is 2, but must be one more "
                    "than that of gaps = 2");
  CHECK_THROWS_AS(zero_sum_coefficient<double>(gaps, values, 3), std::domain_error);
  CHECK_THROWS_AS(token_variance<double>(gaps, 3), std::domain_error);
  const std::vector<double> broken{1, 2, std::numeric_limits<double>::quiet_NaN()};
  CHECK_THROWS_AS(zero_sum_coefficient<double>(gaps, broken, 0), std::domain_error);
  CHECK_NOTHROW(zero_sum_coefficient_lower_bound(0.25, 1.0, 0.0));
  CHECK_THROWS_AS(zero_sum_coefficient_lower_bound(0.2500001, 1.0, 0.0), std::domain_error);
  CHECK_THROWS_AS(zero_sum_coefficient_upper_bound(-0.1, 1.0, 0.0), std::domain_error);
}

}  // namespace
}  // namespace benignity
