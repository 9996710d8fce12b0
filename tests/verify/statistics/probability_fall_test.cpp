#include "verify/statistics/probability_fall.hpp"

#include <cmath>
#include <stdexcept>

#include <catch2/catch.hpp>

#include "tests/verify/statistics/binomial_law.hpp"
#include "verify/statistics/clopper_pearson.hpp"

namespace benignity {
namespace {

TEST_CASE("a fall by far more than the factor passes and a rise fails") {
  CHECK(decide_fall({120, 200}, {10, 400}, 0.5, 1e-3).verdict == Verdict::pass);
  CHECK(decide_fall({10, 400}, {120, 200}, 0.5, 1e-3).verdict == Verdict::fail);
  // As often as before is no fall by half.
  CHECK(decide_fall({120, 200}, {120, 200}, 0.5, 1e-3).verdict == Verdict::fail);
  CHECK(decide_fall({120, 200}, {60, 200}, 0.5, 1e-3).verdict == Verdict::inconclusive);
}

TEST_CASE("two rare events decide nothing, nor does one that was never seen") {
  CHECK(decide_fall({4, 400}, {4, 400}, 0.5, 1e-3).verdict == Verdict::inconclusive);
  const DecidedStatement never = decide_fall({0, 400}, {0, 400}, 0.5, 1e-3);
  CHECK(never.verdict == Verdict::inconclusive);
  CHECK(never.test.p_false_alarm == 1);
  CHECK_FALSE(never.test.interval.upper.has_value());
}

TEST_CASE("the p-value is the least level at which the bounds part") {
  const EventCount before{30, 300};
  const EventCount after{36, 300};
  const double p = decide_fall(before, after, 0.5, 0.01).test.p_false_alarm;
  REQUIRE(p > 0);
  REQUIRE(p < 1);
  const auto gap = [&](double level) {
    return clopper_pearson(after.events, after.trials, level / 2).lower -
           0.5 * clopper_pearson(before.events, before.trials, level / 2).upper;
  };
  CHECK(gap(p) == Approx(0).margin(1e-9));
  CHECK(gap(1.1 * p) > 0);
  CHECK(gap(0.9 * p) < 0);
}

TEST_CASE("both errors stay below the level at the edge of the statement, by enumeration",
          "[slow]") {
  constexpr double alpha = 0.05;
  constexpr std::int64_t trials = 40;
  for (const double probability : {0.2, 0.6, 0.9}) {
    const auto first = testing::binomial_law(trials, probability);
    const auto second = testing::binomial_law(trials, probability / 2);
    double pass = 0;
    double fail = 0;
    for (std::int64_t a = 0; a <= trials; ++a) {
      for (std::int64_t b = 0; b <= trials; ++b) {
        const auto mass = static_cast<double>(first[static_cast<std::size_t>(a)] *
                                              second[static_cast<std::size_t>(b)]);
        if (mass < 1e-12) continue;
        const Verdict verdict = decide_fall({a, trials}, {b, trials}, 0.5, alpha).verdict;
        if (verdict == Verdict::pass) pass += mass;
        if (verdict == Verdict::fail) fail += mass;
      }
    }
    INFO("probability " << probability << ", pass " << pass << ", fail " << fail);
    CHECK(pass <= alpha);
    CHECK(fail <= alpha);
  }
}

TEST_CASE("counts, factors and levels out of range are refused") {
  CHECK_THROWS_AS(decide_fall({1, 0}, {1, 2}, 0.5, 0.01), std::domain_error);
  CHECK_THROWS_AS(decide_fall({1, 2}, {3, 2}, 0.5, 0.01), std::domain_error);
  for (const double factor : {0.0, 1.5, -1.0, std::nan("")}) {
    CHECK_THROWS_AS(decide_fall({1, 2}, {1, 2}, factor, 0.01), std::domain_error);
  }
  for (const double alpha : {0.0, 2.0, std::nan("")}) {
    CHECK_THROWS_AS(decide_fall({1, 2}, {1, 2}, 0.5, alpha), std::domain_error);
  }
}

}  // namespace
}  // namespace benignity
