#include <cmath>
#include <string>

#include "theory/single_head_attention/margins.hpp"
#include "theory/single_head_attention/window.hpp"
#include "verify/claims/controls/control.hpp"
#include "verify/claims/runs.hpp"
#include "verify/claims/single_head_attention/claims.hpp"
#include "verify/claims/single_head_attention/two_step_run.hpp"
#include "verify/statistics/success_probability.hpp"

namespace benignity {
namespace two_step_benign_trial {
namespace {

ClaimDescription statement() {
  return {"single_head_attention.benign_overfitting",
          "inside the window two steps overfit benignly: with probability at least 1 - delta every "
          "label is fitted, clean samples by their signal token and noisy ones by their noise "
          "token, and fresh data are classified with error < delta",
          "[published] arXiv 2410.07746: at SNR = Theta(1/sqrt(n)); [derived] "
          "theory/single_head_attention/README.md "
          "(T9), (T11): the window and its margins",
          "theorem",
          "T = 2, no noise in the relevant token, W = I, nu = p = 0; n = 40, d = 20,000, eta = "
          "0.1, delta = 0.05, n SNR^2 = 4.53, the geometric mean of the window; u = 0.01, a logit "
          "gap of 1000 a unit; every margin of (T11) above 1",
          "128 replicates, doubled at most twice, 500 fresh samples each; PASS when the "
          "Clopper-Pearson lower bound of the event's probability reaches 1 - delta",
          "sampled",
          "double"};
}

constexpr std::int64_t samples = 40;
constexpr std::int64_t dimension = 20'000;
constexpr double label_noise = 0.1;
constexpr double first_step_unit = 0.01;
constexpr double gap_unit = 1000;
constexpr std::int64_t test_samples = 500;

bool overfits_benignly(const Snapshot& snapshot, double delta) {
  return snapshot.train_accuracy == 1 && snapshot.clean_relevant_min.value() > 0.5 &&
         snapshot.noisy_relevant_max.value() < 0.5 && 1 - snapshot.test.accuracy.mean < delta;
}

std::vector<MarginValue> margins_of(const TwoStepSetting& setting, const TwoStepSize& size) {
  const TwoStepMargins margins = two_step_margins(setting, size);
  return {{"clean_selection", margins.clean_selection},
          {"noisy_selection", margins.noisy_selection},
          {"fresh_selection", margins.fresh_selection},
          {"decided_attention", margins.decided_attention},
          {"equal_weights", margins.equal_weights}};
}

Finding check(const TwoStepBenignDesign& design, const ClaimContext& context) {
  const SelectionWindow window = selection_window(label_noise);
  TwoStepSetting setting{std::sqrt(window.fresh * window.noisy), label_noise, first_step_unit,
                         step_ratio_for_gaps(gap_unit, first_step_unit)};
  const double delta = Parameters{}.failure_probability;
  Finding finding;
  // Of the statement's setting, not of a control's, whose falsity is what it leaves.
  finding.margins = margins_of(setting, {double(samples), double(dimension), delta});
  for (const MarginValue& margin : finding.margins) {
    if (margin.value > 1) continue;
    finding.verdict = Verdict::out_of_regime;
    finding.explanation = "margin " + margin.name + " does not exceed 1";
    return finding;
  }
  setting.kappa *= design.kappa_factor;
  const Parameters parameters = two_step_parameters(setting, samples, dimension);
  const SuccessDecision decision = decide_success_probability(
      {.probability = 1 - delta, .alpha = context.alpha},
      [&](std::int64_t first, std::int64_t last) {
        return count_replicates(context, first, last, [&](std::int64_t replicate) {
          return overfits_benignly(
              run_two_steps(parameters, context, static_cast<std::uint64_t>(replicate),
                            test_samples)
                  .final(),
              delta);
        });
      });
  finding.verdict = decision.verdict;
  finding.test = decision.test;
  finding.replicates = decision.replicates;
  finding.measurements = {
      {"share of seeds after two steps", 1 - delta, decision.test.value, {1 - delta, 1.0}},
      // f = 0: no label is fitted, so that the statement cannot be true before training.
      {"share of seeds at tau = 0", 0.0, 0.0, {0.0, 0.0}}};
  finding.explanation = std::to_string(decision.successes) + " of " +
                        std::to_string(decision.replicates) + " replicates";
  return finding;
}

}  // namespace
}  // namespace two_step_benign_trial

Claim two_step_benign_claim(const TwoStepBenignDesign& design) {
  return {two_step_benign_trial::statement(), Decision::statistical,
          [design](const ClaimContext& context) {
            return two_step_benign_trial::check(design, context);
          }};
}

double power_of_two_step_benign(const Finding& finding) {
  return power_of_success_test(finding, {.probability = 1 - Parameters{}.failure_probability});
}

}  // namespace benignity
