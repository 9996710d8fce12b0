#include "verify/statistics/joint_decision.hpp"

#include <cmath>
#include <stdexcept>
#include <vector>

#include <catch2/catch.hpp>

#include "sim/random/stream.hpp"
#include "verify/statistics/slope_equivalence.hpp"

namespace benignity {
namespace {

DecidedStatement statement_of(Verdict verdict, double p_value) {
  DecidedStatement statement;
  statement.verdict = verdict;
  statement.test.value = p_value;
  statement.test.p_false_alarm = p_value;
  return statement;
}

TEST_CASE("all must pass, one improbable enough fails, else undecided") {
  const DecidedStatement pass = statement_of(Verdict::pass, 1);
  const DecidedStatement open = statement_of(Verdict::inconclusive, 0.3);
  CHECK(joint_decision({pass, pass}, 0.01).verdict == Verdict::pass);
  CHECK(joint_decision({pass, open}, 0.01).verdict == Verdict::inconclusive);
  CHECK(joint_decision({pass, statement_of(Verdict::fail, 0.004)}, 0.01).verdict == Verdict::fail);
  // FAIL alone, but 3 x 0.004 > 0.01.
  CHECK(joint_decision({pass, statement_of(Verdict::fail, 0.004), pass}, 0.01).verdict ==
        Verdict::inconclusive);
  // Bonferroni looks at every p, at that of a statement which its own test let pass too.
  CHECK(joint_decision({open, statement_of(Verdict::pass, 0.004)}, 0.01).verdict == Verdict::fail);
  CHECK_THROWS_AS(joint_decision({}, 0.01), std::domain_error);
}

TEST_CASE("the test shown is the least likely that did not pass, its p times their number") {
  const DecidedStatement sure = statement_of(Verdict::pass, 1);
  const DecidedStatement unlikely = statement_of(Verdict::pass, 0.2);
  const DecidedStatement open = statement_of(Verdict::inconclusive, 0.25);
  const auto undecided = joint_decision({sure, unlikely, open}, 0.01);
  CHECK(undecided.test.value == 0.25);
  CHECK(undecided.test.p_false_alarm == Approx(0.75));
  CHECK(undecided.test.alpha == 0.01);
  CHECK(joint_decision({sure, unlikely}, 0.01).test.value == 0.2);
}

// 10^5 families of three slopes at the edge of their tolerance: all statements true (FAIL is an
// error), then the third just false (PASS is an error). Three standard errors.
TEST_CASE("neither error of three statements at the edge exceeds the level", "[slow]") {
  constexpr int simulations = 100'000;
  constexpr double alpha = 0.05;
  Stream stream({2029, Purpose::design, 1});
  double failed = 0;
  double passed = 0;
  const auto decided = [&](double truth) {
    std::vector<double> slopes(4);
    for (double& slope : slopes) slope = truth + 0.002 * stream.normal();
    const SlopeDecision decision = decide_slope(slopes, {1, 0.02}, alpha);
    return DecidedStatement{decision.verdict, decision.test};
  };
  for (int i = 0; i < simulations; ++i) {
    const auto true_ones = {decided(1.02), decided(0.98), decided(1.02)};
    failed += joint_decision(true_ones, alpha).verdict == Verdict::fail ? 1.0 / simulations : 0;
    const auto false_ones = {decided(1), decided(1), decided(1.02 + 1e-9)};
    passed += joint_decision(false_ones, alpha).verdict == Verdict::pass ? 1.0 / simulations : 0;
  }
  const double allowed = alpha + 3 * std::sqrt(alpha * (1 - alpha) / simulations);
  INFO("failed " << failed << ", passed " << passed);
  CHECK(failed <= allowed);
  CHECK(passed <= allowed);
  CHECK(failed >= alpha / 4);  // two sides, of which one is near
  CHECK(passed >= alpha / 2);
}

}  // namespace
}  // namespace benignity
