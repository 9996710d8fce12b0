#include "verify/claims/controls/control.hpp"

#include <stdexcept>

#include <catch2/catch.hpp>

#include "tests/support/claim_contexts.hpp"
#include "verify/statistics/slope_equivalence.hpp"
#include "verify/statistics/success_probability.hpp"

namespace benignity {
namespace {

Finding made_up_finding(Verdict verdict) {
  Finding finding;
  finding.verdict = verdict;
  return finding;
}

Verdict verdict_of_control(const Mutant& mutant, std::size_t family_size = 10) {
  return control_claim(mutant, family_size).check(testing::uninterrupted_at(1, 0.01)).verdict;
}

Mutant mutant_that_ends_in(Verdict verdict) {
  return {"made.up",
          "shifted",
          "a constant changed",
          [verdict](const ClaimContext&) { return made_up_finding(verdict); },
          {}};
}

TEST_CASE("a mutant is detected by FAIL alone") {
  CHECK(verdict_of_control(mutant_that_ends_in(Verdict::fail)) == Verdict::pass);
  for (const Verdict missed : {Verdict::pass, Verdict::inconclusive, Verdict::out_of_regime,
                               Verdict::vacuous, Verdict::error}) {
    INFO(name(missed));
    CHECK(verdict_of_control(mutant_that_ends_in(missed)) == Verdict::fail);
  }
}

TEST_CASE("a mutant that breaks its claim is not detected but an error") {
  Mutant mutant = mutant_that_ends_in(Verdict::fail);
  mutant.check = [](const ClaimContext&) -> Finding { throw std::domain_error("broken"); };
  CHECK_THROWS_AS(verdict_of_control(mutant), std::domain_error);
}

TEST_CASE("a p-value detects where Holm's first step rejects") {
  Finding finding = made_up_finding(Verdict::inconclusive);
  finding.test = StatisticalTest{};
  finding.test->p_false_alarm = 0.001;
  CHECK(is_detected(finding, 0.001));
  CHECK_FALSE(is_detected(finding, 0.000999));
  finding.verdict = Verdict::pass;
  CHECK_FALSE(is_detected(finding, 0.0005));
}

TEST_CASE("a control is decided at the level of its claim's battery") {
  double level = 0;
  Mutant mutant = mutant_that_ends_in(Verdict::fail);
  mutant.check = [&](const ClaimContext& context) {
    level = context.alpha;
    return made_up_finding(Verdict::fail);
  };
  (void)verdict_of_control(mutant, 25);
  CHECK(level == Approx(0.01 / 25).epsilon(1e-14));
  const Claim control = control_claim(mutant, 25);
  CHECK(control.description.id == "control.made.up.shifted");
  CHECK(control.description.kind == "control");
  CHECK(control.decision == Decision::arithmetic);
}

Finding slope_finding(const std::vector<double>& slopes, double predicted, double alpha) {
  Finding finding;
  const SlopeDecision decision = decide_slope(slopes, {predicted, 0.02}, alpha);
  finding.verdict = decision.verdict;
  finding.test = decision.test;
  return finding;
}

TEST_CASE("the power of the slope test is 1 far away and small within the tolerance") {
  const std::vector<double> slopes = {-1.001, -1, -0.999, -1.0005};
  const auto power = [&](double predicted) {
    return power_of_slope_test(slope_finding(slopes, predicted, 0.01), predicted, 0.02, 4);
  };
  CHECK(power(-0.9) > 0.999);
  CHECK(power(-1) < 1e-6);
  CHECK(power(-0.98) < 0.01);
  CHECK(power(-0.9) >= power(-0.975));
  CHECK_THROWS_AS(power_of_slope_test(made_up_finding(Verdict::fail), -1, 0.02, 4),
                  std::domain_error);
}

TEST_CASE("the power of the success test follows the observed share") {
  const auto power = [](std::int64_t every) {
    Finding finding;
    const SuccessDecision decision = decide_success_probability(
        {.probability = 0.9, .alpha = 0.001}, [every](std::int64_t first, std::int64_t last) {
          return every == 0 ? std::int64_t{0} : (last - first) / every;
        });
    finding.test = decision.test;
    finding.replicates = decision.replicates;
    return power_of_success_test(finding, {.probability = 0.9});
  };
  CHECK(power(0) > 0.999999);  // no success
  CHECK(power(2) > 0.999999);  // every second
  CHECK(power(1) == 0);        // every one: the statement is true
}

}  // namespace
}  // namespace benignity
