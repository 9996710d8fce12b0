#include "verify/claims/controls/control.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <stdexcept>

#include "verify/statistics/clopper_pearson.hpp"
#include "verify/statistics/slope_equivalence.hpp"

namespace benignity {
namespace {

const StatisticalTest& test_of(const Finding& finding) {
  if (!finding.test) throw std::domain_error("power: the finding holds no statistical test");
  return *finding.test;
}

}  // namespace

bool is_detected(const Finding& finding, double alpha) {
  return finding.verdict == Verdict::fail || (finding.test && finding.test->p_false_alarm <= alpha);
}

Claim control_claim(const Mutant& mutant, std::size_t family_size) {
  const auto check = [mutant, family_size](const ClaimContext& context) {
    const double alpha = context.alpha / static_cast<double>(std::max<std::size_t>(family_size, 1));
    const Finding mutated = mutant.check({context.seed, alpha, context.interrupted});
    const bool detected = is_detected(mutated, alpha);
    Finding finding;
    finding.verdict = detected ? Verdict::pass : Verdict::fail;
    finding.explanation = "the mutant's verdict is " +
                          std::string(detected ? name(Verdict::fail) : name(mutated.verdict)) +
                          ": " + mutated.explanation;
    finding.margins = mutated.margins;
    finding.replicates = mutated.replicates;
    finding.measurements = {{"detected share of mutants", 1.0, detected ? 1.0 : 0.0, {1.0, 1.0}}};
    if (mutant.power) {
      finding.measurements.push_back(
          {"power at the declared size", std::nullopt, mutant.power(mutated), {}});
    }
    for (const Measurement& measured : mutated.measurements) {
      finding.measurements.push_back(
          {"mutant: " + measured.quantity, measured.predicted, measured.observed, {}});
    }
    return finding;
  };
  return {{"control." + mutant.claim_id + "." + mutant.name,
           "a false statement is detected: " + mutant.claim_id + " with " + mutant.change,
           "[derived] verify/README.md, negative controls", "control",
           "design and code path of " + mutant.claim_id + ", one constant changed",
           "PASS where the mutated claim FAILs at the level its original has in the standard "
           "battery",
           "as the claim", "as the claim"},
          Decision::arithmetic,
          check};
}

double power_of_slope_test(const Finding& finding, double predicted, double tolerance,
                           double clusters) {
  return slope_power(test_of(finding), {predicted, tolerance}, clusters);
}

double power_of_success_test(const Finding& finding, SuccessDesign design) {
  const StatisticalTest& test = test_of(finding);
  design.alpha = test.alpha;
  const auto successes = std::llround(test.value * static_cast<double>(finding.replicates));
  const double truth = clopper_pearson(successes, finding.replicates, 0.05).upper;
  std::int64_t most = -1;  // successes that still FAIL
  while (most + 1 < design.first_look &&
         design.looks * binomial_lower_tail(most + 1, design.first_look, design.probability) <=
             design.alpha) {
    ++most;
  }
  if (most < 0) return 0;
  return truth < 1 ? binomial_lower_tail(most, design.first_look, truth) : 0;
}

}  // namespace benignity
