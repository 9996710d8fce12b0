#include "verify/statistics/holm.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <stdexcept>

#include <catch2/catch.hpp>
#include <rapidcheck/catch.h>

#include "sim/random/stream.hpp"

namespace benignity {
namespace {

void check_close(const std::vector<double>& values, const std::vector<double>& expected) {
  REQUIRE(values.size() == expected.size());
  for (std::size_t i = 0; i < values.size(); ++i) {
    CHECK(values[i] == Approx(expected[i]).epsilon(1e-14));
  }
}

std::vector<double> random_p_values(int most) {
  std::vector<double> values(*rc::gen::inRange<std::size_t>(1, static_cast<std::size_t>(most) + 1));
  for (double& value : values) value = *rc::gen::inRange(0, 1001) / 1000.0;
  return values;
}

/// The adjusted value by closed testing: max over all sets S of hypotheses that hold i of the
/// Bonferroni p of S, min(1, |S| min_{j in S} p_j) (Marcus, Peritz & Gabriel 1976).
double by_closed_testing(const std::vector<double>& p_values, std::size_t i) {
  double largest = 0;
  for (unsigned set = 0; set < (1U << p_values.size()); ++set) {
    if ((set >> i & 1U) == 0) continue;
    int members = 0;
    double least = 1;
    for (std::size_t j = 0; j < p_values.size(); ++j) {
      if ((set >> j & 1U) == 0) continue;
      ++members;
      least = std::min(least, p_values[j]);
    }
    largest = std::max(largest, std::min(1.0, members * least));
  }
  return largest;
}

TEST_CASE("four p-values are adjusted as by hand") {
  // 4 x 0.005, 3 x 0.01, 2 x 0.03, and 1 x 0.04 raised to the one before.
  check_close(holm_adjusted({0.01, 0.04, 0.03, 0.005}, 4), {0.03, 0.06, 0.06, 0.02});
  check_close(holm_adjusted({0.6, 0.9}, 2), {1, 1});
  check_close(holm_adjusted({0.02}, 1), {0.02});
  check_close(holm_adjusted({0.01, 0.01}, 2), {0.02, 0.02});
  check_close(holm_adjusted({0, 1}, 2), {0, 1});
}

TEST_CASE("a larger family counts the tests that were not run") {
  // 6 x 0.005, 5 x 0.01, 4 x 0.03, and 3 x 0.04.
  check_close(holm_adjusted({0.01, 0.04, 0.03, 0.005}, 6), {0.05, 0.12, 0.12, 0.03});
  CHECK(holm_adjusted({}, 0).empty());
  CHECK(holm_adjusted({}, 5).empty());
}

TEST_CASE("tests not run weigh as much as tests with p = 1") {
  rc::prop("padding", [] {
    std::vector<double> values = random_p_values(6);
    const auto absent = *rc::gen::inRange<std::size_t>(0, 5);
    const std::vector<double> adjusted = holm_adjusted(values, values.size() + absent);
    const std::size_t run = values.size();
    values.resize(run + absent, 1);
    std::vector<double> padded = holm_adjusted(values, values.size());
    padded.resize(run);
    RC_ASSERT(adjusted == padded);
  });
}

TEST_CASE("Holm's step-down is the closed test of Bonferroni tests") {
  rc::prop("closed testing", [] {
    const std::vector<double> values = random_p_values(7);
    const std::vector<double> adjusted = holm_adjusted(values, values.size());
    for (std::size_t i = 0; i < values.size(); ++i) {
      RC_ASSERT(std::abs(adjusted[i] - by_closed_testing(values, i)) <= 1e-14);
    }
  });
}

TEST_CASE("adjusted values keep the order, stay above the raw ones and below Bonferroni's") {
  rc::prop("order", [] {
    const std::vector<double> values = random_p_values(30);
    const std::size_t family = values.size() + *rc::gen::inRange<std::size_t>(0, 9);
    const std::vector<double> adjusted = holm_adjusted(values, family);
    const std::vector<double> larger_family = holm_adjusted(values, family + 1);
    for (std::size_t i = 0; i < values.size(); ++i) {
      RC_ASSERT(adjusted[i] >= values[i]);
      RC_ASSERT(adjusted[i] <= std::min(1.0, static_cast<double>(family) * values[i]));
      RC_ASSERT(larger_family[i] >= adjusted[i]);
      for (std::size_t j = 0; j < values.size(); ++j) {
        RC_ASSERT(!(values[i] < values[j]) || adjusted[i] <= adjusted[j]);
        RC_ASSERT(values[i] != values[j] || adjusted[i] == adjusted[j]);
      }
    }
  });
}

TEST_CASE("a family smaller than its tests and a p that is no probability are refused") {
  CHECK_THROWS_WITH(holm_adjusted({0.1, 0.2}, 1),
                    "holm_adjusted: family_size is 1, but must be at least 2");
  CHECK_THROWS_AS(holm_adjusted({-0.1}, 1), std::domain_error);
  CHECK_THROWS_AS(holm_adjusted({1.1}, 1), std::domain_error);
  CHECK_THROWS_AS(holm_adjusted({std::numeric_limits<double>::quiet_NaN()}, 1), std::domain_error);
}

// 10^5 families of eight p-values that share half of their randomness, five of them null: a false
// rejection happens in at most alpha of them, plus three standard errors (false-alarm rate 0.13%).
TEST_CASE("the family-wise error stays below its level over 10^5 null families") {
  constexpr int families = 100'000;
  constexpr double alpha = 0.05;
  const bool shared = GENERATE(false, true);
  Stream stream({2028, Purpose::design, shared ? 1U : 0U});
  int errors = 0;
  for (int family = 0; family < families; ++family) {
    std::vector<double> p_values(8);
    const double common = stream.uniform();
    for (std::size_t i = 0; i < 5; ++i) {
      p_values[i] = shared && i % 2 == 0 ? common : stream.uniform();
    }
    for (std::size_t i = 5; i < 8; ++i) p_values[i] = 1e-3 * stream.uniform();
    const std::vector<double> adjusted = holm_adjusted(p_values, 8);
    errors += *std::min_element(adjusted.begin(), adjusted.begin() + 5) <= alpha ? 1 : 0;
  }
  const double rate = static_cast<double>(errors) / families;
  INFO("rate " << rate << (shared ? ", shared" : ", independent"));
  CHECK(rate <= alpha + 3 * std::sqrt(alpha * (1 - alpha) / families));
  CHECK(rate >= alpha / 2);  // the true alternatives do not cost the level
}

}  // namespace
}  // namespace benignity
