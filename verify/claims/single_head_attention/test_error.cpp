#include <cmath>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "theory/elementary.hpp"
#include "verify/claims/runs.hpp"
#include "verify/claims/single_head_attention/claims.hpp"
#include "verify/claims/single_head_attention/two_step_run.hpp"
#include "verify/statistics/joint_decision.hpp"
#include "verify/statistics/slope_equivalence.hpp"

namespace benignity {
namespace two_step_error_trial {
namespace {

ClaimDescription statement() {
  return {
      "single_head_attention.test_error",
      "the mean error on fresh data after two steps is Phi(-lambda/varsigma)/2 across the lower "
      "edge of the window, and with one large step size grows with n SNR^2",
      "[derived] theory/single_head_attention/README.md (T8)",
      "mean_field",
      "T = 2, no noise in the relevant token, W = I, nu = p = 0; n = 40, d = 200,000, eta = "
      "0.1; two step sizes (u = 0.001, 10^4 a unit of gap) at n SNR^2 = 3.1 to 3.15, one step "
      "size (u = 3) at 3 to 5",
      "192 replicates of 1000 fresh samples a cell, cells with replicates of their own; t tests "
      "that each mean error is within 0.03 of the prediction (all must pass, Bonferroni for "
      "FAIL); predicted errors from 0 to 0.5",
      "sampled",
      "double"};
}

constexpr std::int64_t samples = 40;
constexpr std::int64_t dimension = 200'000;
constexpr double label_noise = 0.1;
constexpr std::int64_t replicates = 192;
constexpr std::int64_t test_samples = 1000;
constexpr double tolerance = 0.03;

std::vector<TwoStepSetting> cells() {
  std::vector<TwoStepSetting> all;
  constexpr double small_unit = 0.001;
  for (const double kappa : {3.1, 3.115, 3.125, 3.135, 3.15}) {
    all.push_back({kappa, label_noise, small_unit, step_ratio_for_gaps(1e4, small_unit)});
  }
  for (const double kappa : {3.0, 4.0, 4.5, 5.0}) all.push_back({kappa, label_noise, 3, 1});
  return all;
}

double predicted_error(const TwoStepSetting& cell, const TwoStepErrorDesign& design) {
  TwoSteps state = two_steps(cell);
  state.fresh_spread *= std::sqrt(design.logit_variance_factor);
  state.draw_scatter *= std::sqrt(design.logit_variance_factor);
  return two_step_test_error(state, double(samples), double(dimension));
}

std::vector<double> observed_errors(const TwoStepSetting& cell, std::int64_t first,
                                    const ClaimContext& context) {
  const Parameters parameters = two_step_parameters(cell, samples, dimension);
  std::vector<double> errors(static_cast<std::size_t>(replicates));
  over_replicates(context, first, first + replicates, [&](std::int64_t replicate) {
    const Trajectory run =
        run_two_steps(parameters, context, static_cast<std::uint64_t>(replicate), test_samples);
    errors[static_cast<std::size_t>(replicate - first)] = 1 - run.final().test.accuracy.mean;
  });
  return errors;
}

Finding check(const TwoStepErrorDesign& design, const ClaimContext& context) {
  Finding finding;
  LargestError worst;
  std::vector<DecidedStatement> statements;
  std::int64_t first = 0;
  for (const TwoStepSetting& cell : cells()) {
    const double predicted = predicted_error(cell, design);
    const std::vector<double> errors = observed_errors(cell, first, context);
    first += replicates;
    double mean = 0;
    for (const double error : errors) mean += error / static_cast<double>(replicates);
    const SlopeDecision decision = decide_slope(errors, {predicted, tolerance}, context.alpha);
    statements.push_back({decision.verdict, decision.test});
    worst.see(mean - predicted);
    finding.measurements.push_back(
        {fmt::format("error on fresh data, n SNR^2 = {}, u = {}, alpha/alpha_nu = {:.3g}",
                     cell.kappa, cell.first_step_unit, cell.step_ratio),
         predicted,
         mean,
         {predicted - tolerance, predicted + tolerance}});
  }
  finding.replicates = first;
  const DecidedStatement joint = joint_decision(statements, context.alpha);
  finding.verdict = joint.verdict;
  finding.test = joint.test;
  finding.explanation = fmt::format("{} predicted errors, largest difference {:.2g}",
                                    statements.size(), worst.value());
  return finding;
}

}  // namespace
}  // namespace two_step_error_trial

Claim two_step_test_error_claim(const TwoStepErrorDesign& design) {
  return {two_step_error_trial::statement(), Decision::statistical,
          [design](const ClaimContext& context) {
            return two_step_error_trial::check(design, context);
          }};
}

}  // namespace benignity
