#include "verify/statistics/slope_equivalence.hpp"

#include <cmath>
#include <limits>
#include <stdexcept>
#include <vector>

#include <catch2/catch.hpp>

#include "sim/random/stream.hpp"

namespace benignity {
namespace {

constexpr SlopeStatement statement{-1, 0.02};

TEST_CASE("a power law has its exponent as slope, whatever its constant") {
  const double exponent = GENERATE(-3.0, -1.0, -0.5, 0.0, 0.25, 2.0);
  const double constant = GENERATE(1e-200, 1.0, 7e150);
  const std::vector<double> x = {1, std::sqrt(2.0), 2, 5, 11};
  std::vector<double> y;
  for (const double value : x) y.push_back(constant * std::pow(value, exponent));
  INFO("exponent " << exponent << ", constant " << constant);
  CHECK(std::abs(log_log_slope(x, y) - exponent) <= 1e-12);
}

TEST_CASE("two points give the slope of the line through them") {
  CHECK(log_log_slope({1, std::exp(2.0)}, {1, std::exp(-3.0)}) == Approx(-1.5).epsilon(1e-14));
}

TEST_CASE("the slope solves the normal equations of least squares") {
  Stream stream({11, Purpose::design, 1});
  std::vector<double> x;
  std::vector<double> y;
  for (int i = 0; i < 40; ++i) {
    x.push_back(std::exp(3 * stream.normal()));
    y.push_back(std::exp(2 * stream.normal()));
  }
  const double slope = log_log_slope(x, y);
  double intercept = 0;
  for (std::size_t i = 0; i < x.size(); ++i) {
    intercept += (std::log(y[i]) - slope * std::log(x[i])) / static_cast<double>(x.size());
  }
  double product = 0;  // residuals are orthogonal to log x
  for (std::size_t i = 0; i < x.size(); ++i) {
    product += (std::log(y[i]) - slope * std::log(x[i]) - intercept) * std::log(x[i]);
  }
  CHECK(std::abs(product) <= 1e-10);
}

TEST_CASE("scales move neither slope, and y^2 doubles it") {
  const std::vector<double> x = {1, 2, 3, 7};
  const std::vector<double> y = {2, 1, 4, 9};
  const double slope = log_log_slope(x, y);
  CHECK(log_log_slope({5, 10, 15, 35}, {6, 3, 12, 27}) == Approx(slope).epsilon(1e-12));
  CHECK(log_log_slope(x, {4, 1, 16, 81}) == Approx(2 * slope).epsilon(1e-12));
}

TEST_CASE("points that carry no slope are refused") {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  const double infinity = std::numeric_limits<double>::infinity();
  CHECK_THROWS_AS(log_log_slope({}, {}), std::domain_error);
  CHECK_THROWS_AS(log_log_slope({1}, {1}), std::domain_error);
  CHECK_THROWS_AS(log_log_slope({1, 2}, {1, 2, 3}), std::domain_error);
  CHECK_THROWS_AS(log_log_slope({2, 2, 2}, {1, 2, 3}), std::domain_error);
  for (const double bad : {0.0, -1.0, nan, infinity}) {
    INFO("value " << bad);
    CHECK_THROWS_AS(log_log_slope({1, 2}, {1, bad}), std::domain_error);
    CHECK_THROWS_AS(log_log_slope({bad, 2}, {1, 1}), std::domain_error);
  }
}

TEST_CASE("fewer than three clusters are refused") {
  for (const std::size_t clusters : {0U, 1U, 2U}) {
    CHECK_THROWS_AS(decide_slope(std::vector<double>(clusters, -1.0), statement, 0.01),
                    std::domain_error);
  }
  CHECK(decide_slope({-1, -1, -1}, statement, 0.01).verdict == Verdict::pass);
}

TEST_CASE("the interval and the p-value are Student's for three clusters") {
  // Slopes m - s, m, m + s: standard error s/sqrt(3). With 2 degrees of freedom the law is
  // F(t) = 1/2 + t/(2 sqrt(2 + t^2)), so its upper alpha point is (1-2a) sqrt(2/(1-(1-2a)^2)).
  const double mean = GENERATE(-1.5, -1.0, -0.97);
  const double spread = GENERATE(0.001, 0.05);
  const double alpha = GENERATE(0.001, 0.05, 0.2);
  INFO("mean " << mean << ", spread " << spread << ", alpha " << alpha);
  const SlopeDecision decision =
      decide_slope({mean - spread, mean, mean + spread}, statement, alpha);
  const double error = spread / std::sqrt(3.0);
  const double level = 1 - 2 * alpha;
  const double half_width = error * level * std::sqrt(2 / (1 - level * level));
  CHECK(decision.test.value == Approx(mean).epsilon(1e-14));
  CHECK(decision.test.interval.upper.value() - mean == Approx(half_width).epsilon(1e-9));
  CHECK(mean - decision.test.interval.lower.value() == Approx(half_width).epsilon(1e-9));
  const double t = (std::abs(mean + 1) - 0.02) / error;
  const double p_value = t > 0 ? 1 - t / std::sqrt(2 + t * t) : 1;
  CHECK(decision.test.p_false_alarm == Approx(p_value).epsilon(1e-6).margin(1e-12));
}

TEST_CASE("the verdict follows from the interval and the p-value") {
  CHECK(decide_slope({-1.001, -1, -0.999}, statement, 0.01).verdict == Verdict::pass);
  CHECK(decide_slope({-1.101, -1.1, -1.099}, statement, 0.01).verdict == Verdict::fail);
  CHECK(decide_slope({-0.901, -0.9, -0.899}, statement, 0.01).verdict == Verdict::fail);
  // A right mean from clusters that disagree decides nothing, nor does a mean near the edge.
  CHECK(decide_slope({-1.3, -1, -0.7}, statement, 0.01).verdict == Verdict::inconclusive);
  CHECK(decide_slope({-1.021, -1.02, -1.019}, statement, 0.01).verdict == Verdict::inconclusive);
}

TEST_CASE("identical slopes decide up to the rounding of logarithms") {
  const auto verdict = [](double slope) {
    return decide_slope(std::vector<double>(8, slope), statement, 0.001).verdict;
  };
  CHECK(verdict(-1) == Verdict::pass);
  CHECK(verdict(-1.02 + 1e-12) == Verdict::pass);
  CHECK(verdict(-1.02 - 1e-12) == Verdict::fail);
  CHECK(verdict(-1.02) == Verdict::inconclusive);
}

TEST_CASE("a cluster without a slope is never a pass") {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  const double infinity = std::numeric_limits<double>::infinity();
  for (const double bad : {nan, infinity, -infinity}) {
    INFO("slope " << bad);
    bool passed = false;
    try {
      passed = decide_slope({-1, bad, -1}, statement, 0.01).verdict == Verdict::pass;
    } catch (const std::domain_error&) {
    }
    CHECK_FALSE(passed);
  }
}

struct Rates {
  double pass = 0;
  double fail = 0;
};

constexpr int simulations = 100'000;

/// Shares of verdicts over 10^5 experiments of eight normal slopes around `truth`.
Rates rates(double truth, double spread, double alpha, std::uint64_t replicate) {
  Stream stream({2026, Purpose::design, replicate});
  Rates counted;
  for (int i = 0; i < simulations; ++i) {
    std::vector<double> slopes(8);
    for (double& slope : slopes) slope = truth + spread * stream.normal();
    const Verdict verdict = decide_slope(slopes, statement, alpha).verdict;
    if (verdict == Verdict::pass) counted.pass += 1.0 / simulations;
    if (verdict == Verdict::fail) counted.fail += 1.0 / simulations;
  }
  return counted;
}

double three_standard_errors(double rate) { return 3 * std::sqrt(rate * (1 - rate) / simulations); }

// Three standard errors: a correct procedure that spends its whole level fails such a check for
// 0.13% of the seeds.
TEST_CASE("at the edge of the tolerance neither error exceeds its level", "[slow]") {
  const double alpha = GENERATE(0.01, 0.05);
  // Small beside the tolerance: the far edge plays no part, and the rate of PASS is alpha itself.
  const Rates edge = rates(-1.02, 0.004, alpha, 1);
  const double half = alpha / 2;  // p is doubled for two sides, one of them is near
  INFO("alpha " << alpha << ", pass " << edge.pass << ", fail " << edge.fail);
  CHECK(edge.pass <= alpha + three_standard_errors(alpha));
  CHECK(edge.pass >= alpha - three_standard_errors(alpha));
  CHECK(edge.fail <= half + three_standard_errors(half));
  CHECK(edge.fail >= half - three_standard_errors(half));
  const Rates other_edge = rates(-0.98, 0.004, alpha, 2);
  CHECK(other_edge.pass <= alpha + three_standard_errors(alpha));
  CHECK(other_edge.fail <= alpha + three_standard_errors(alpha));
}

TEST_CASE("slopes too scattered for the tolerance give no more errors", "[slow]") {
  // The tolerance is a hundredth of the spread: almost a point hypothesis with two near sides.
  constexpr double alpha = 0.05;
  const Rates scattered = rates(-1, 2, alpha, 3);
  INFO("fail " << scattered.fail);
  CHECK(scattered.fail <= alpha + three_standard_errors(alpha));
  CHECK(scattered.fail >= 0.9 * alpha);  // the level is spent, not given away
  CHECK(scattered.pass == 0);
}

TEST_CASE("a true exponent passes and a wrong one fails, at the power of the design", "[slow]") {
  constexpr double alpha = 0.001;
  const Rates right = rates(-1, 0.005, alpha, 4);
  CHECK(right.pass > 0.99);
  CHECK(right.fail <= alpha + three_standard_errors(alpha));
  const Rates wrong = rates(-1.05, 0.005, alpha, 5);
  CHECK(wrong.fail > 0.99);
  CHECK(wrong.pass <= alpha + three_standard_errors(alpha));
}

}  // namespace
}  // namespace benignity
