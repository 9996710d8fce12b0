#include "verify/statistics/clopper_pearson.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <stdexcept>
#include <string>

#include <catch2/catch.hpp>

#include "tests/verify/statistics/binomial_law.hpp"

namespace benignity {
namespace {

using testing::binomial_law;
using testing::binomial_mass;

TEST_CASE("without a success the bounds are 0 and 1 - alpha^(1/n)") {
  for (const std::int64_t trials : {1, 2, 20, 128, 512, 100'000}) {
    const double alpha = GENERATE(1e-9, 0.002, 0.025, 0.5);
    INFO("n = " << trials << ", alpha = " << alpha);
    const double power = -std::expm1(std::log(alpha) / static_cast<double>(trials));
    const ProportionBounds none = clopper_pearson(0, trials, alpha);
    CHECK(none.lower == 0);
    CHECK(none.upper == Approx(power).epsilon(1e-12));
    const ProportionBounds all = clopper_pearson(trials, trials, alpha);
    CHECK(all.lower == Approx(1 - none.upper).margin(1e-15));
    CHECK(all.lower == Approx(std::pow(alpha, 1 / static_cast<double>(trials))).epsilon(1e-12));
    CHECK(all.upper == 1);
  }
}

TEST_CASE("95% intervals are the published ones") {
  // Newcombe, Statistics in Medicine 17 (1998), Table I, method 5; the last two from the tables of
  // Clopper & Pearson, Biometrika 26 (1934).
  struct Row {
    std::int64_t successes;
    std::int64_t trials;
    double lower;
    double upper;
  };
  for (const Row& row :
       {Row{81, 263, 0.2527, 0.3676}, Row{15, 148, 0.0578, 0.1617}, Row{0, 20, 0.0000, 0.1684},
        Row{1, 29, 0.0009, 0.1776}, Row{5, 10, 0.1871, 0.8129}, Row{1, 10, 0.0025, 0.4450}}) {
    INFO(row.successes << " of " << row.trials);
    const ProportionBounds bounds = clopper_pearson(row.successes, row.trials, 0.025);
    CHECK(std::abs(bounds.lower - row.lower) <= 0.5e-4);
    CHECK(std::abs(bounds.upper - row.upper) <= 0.5e-4);
  }
}

TEST_CASE("each bound solves its defining equation") {
  // P[X >= x | lower] = alpha = P[X <= x | upper].
  const std::int64_t trials = GENERATE(2, 7, 40, 256);
  const double alpha = GENERATE(0.0005, 0.025, 0.3);
  for (std::int64_t x = 0; x <= trials; ++x) {
    const ProportionBounds bounds = clopper_pearson(x, trials, alpha);
    INFO(x << " of " << trials << ", alpha = " << alpha);
    if (x > 0) {
      const double tail = binomial_mass(binomial_law(trials, bounds.lower), x, trials);
      CHECK(tail == Approx(alpha).epsilon(1e-8));
    }
    if (x < trials) {
      const double tail = binomial_mass(binomial_law(trials, bounds.upper), 0, x);
      CHECK(tail == Approx(alpha).epsilon(1e-8));
    }
  }
}

TEST_CASE("each bound errs with probability at most alpha at every p, by exact enumeration") {
  const std::int64_t trials = GENERATE(1, 5, 20, 60, 128);
  const double alpha = GENERATE(0.002 / 3, 0.025, 0.2);
  std::vector<ProportionBounds> bounds;
  for (std::int64_t x = 0; x <= trials; ++x) bounds.push_back(clopper_pearson(x, trials, alpha));
  double worst_lower = 0;
  double worst_upper = 0;
  constexpr int grid = 400;
  for (int k = 1; k < grid; ++k) {
    const double p = static_cast<double>(k) / grid;
    const auto law = binomial_law(trials, p);
    double lower_errs = 0;
    double upper_errs = 0;
    for (std::int64_t x = 0; x <= trials; ++x) {
      const auto index = static_cast<std::size_t>(x);
      if (bounds[index].lower > p) lower_errs += static_cast<double>(law[index]);
      if (bounds[index].upper < p) upper_errs += static_cast<double>(law[index]);
    }
    worst_lower = std::max(worst_lower, lower_errs);
    worst_upper = std::max(worst_upper, upper_errs);
  }
  INFO("n = " << trials << ", alpha = " << alpha);
  CHECK(worst_lower <= alpha);
  CHECK(worst_upper <= alpha);
  // Not by being needlessly wide: near the bounds themselves the error comes close to alpha.
  if (trials >= 60 && alpha >= 0.025) {
    CHECK(worst_lower >= 0.8 * alpha);
    CHECK(worst_upper >= 0.8 * alpha);
  }
}

TEST_CASE("bounds grow with the successes, mirror each other and widen with confidence") {
  constexpr std::int64_t trials = 50;
  for (std::int64_t x = 0; x <= trials; ++x) {
    const ProportionBounds bounds = clopper_pearson(x, trials, 0.01);
    const ProportionBounds mirrored = clopper_pearson(trials - x, trials, 0.01);
    CHECK(bounds.lower == Approx(1 - mirrored.upper).margin(1e-13));
    const ProportionBounds surer = clopper_pearson(x, trials, 0.001);
    CHECK(surer.lower <= bounds.lower);
    CHECK(surer.upper >= bounds.upper);
    if (x == trials) continue;
    const ProportionBounds next = clopper_pearson(x + 1, trials, 0.01);
    CHECK(next.lower > bounds.lower);
    CHECK(next.upper > bounds.upper);
  }
}

TEST_CASE("the lower tail is the sum of the binomial law") {
  const std::int64_t trials = GENERATE(1, 10, 128, 512);
  const double p = GENERATE(0.01, 0.5, 0.9, 0.99);
  const auto law = binomial_law(trials, p);
  for (std::int64_t x = 0; x <= trials; x += 1 + trials / 16) {
    INFO(x << " of " << trials << " at " << p);
    CHECK(binomial_lower_tail(x, trials, p) == Approx(binomial_mass(law, 0, x)).epsilon(1e-10));
  }
  CHECK(binomial_lower_tail(trials, trials, p) == 1);
  CHECK(binomial_lower_tail(0, trials, 0) == 1);
  CHECK(binomial_lower_tail(trials - 1, trials, 1) == 0);
}

TEST_CASE("counts that are no counts and levels outside (0, 1) are refused by name") {
  CHECK_THROWS_AS(clopper_pearson(-1, 10, 0.05), std::domain_error);
  CHECK_THROWS_AS(clopper_pearson(11, 10, 0.05), std::domain_error);
  CHECK_THROWS_AS(clopper_pearson(0, 0, 0.05), std::domain_error);
  constexpr double nan = std::numeric_limits<double>::quiet_NaN();
  for (const double alpha : {0.0, 1.0, -0.1, 1.1, nan}) {
    CHECK_THROWS_WITH(clopper_pearson(5, 10, alpha),
                      Catch::StartsWith("clopper_pearson: alpha is"));
  }
  CHECK_THROWS_WITH(clopper_pearson(11, 10, 0.05), Catch::Contains("11 of 10"));
  CHECK_THROWS_AS(binomial_lower_tail(11, 10, 0.5), std::domain_error);
  CHECK_THROWS_AS(binomial_lower_tail(5, 10, 1.5), std::domain_error);
  CHECK_THROWS_AS(binomial_lower_tail(5, 10, nan), std::domain_error);
}

}  // namespace
}  // namespace benignity
