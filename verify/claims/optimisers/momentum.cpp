#include <cmath>
#include <cstdint>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "sim/trajectory/simulate.hpp"
#include "theory/mean_field/equivalent.hpp"
#include "theory/mean_field/event_times.hpp"
#include "theory/optimisers/momentum_delay.hpp"
#include "verify/claims/decided_means.hpp"
#include "verify/claims/equivalent_times.hpp"
#include "verify/claims/optimisers/claims.hpp"
#include "verify/claims/runs.hpp"
#include "verify/claims/theorem/ray.hpp"
#include "verify/statistics/slope_equivalence.hpp"

namespace benignity {
namespace momentum_trial {
namespace {

ClaimDescription times_statement() {
  return {
      "optimisers.momentum.times",
      "heavy ball is a time scale: event steps are those of plain descent times 1 - beta in the "
      "limit of small steps, in both parts",
      "[derived] theory/README.md (12.8), (12.9)",
      "theorem",
      "n = 10, T = 4, d = 10^10, eta = 0.2, rho = 0.1, beta = 0.5 and 0.9; kappa = 4 (fit_all, "
      "generalize) and 60 (select_clean, select_noisy)",
      "6 replicates a setting, none shared, alpha/(1 - beta) with a small-step margin of 3; mean "
      "times within 2% of the mean field's by two one-sided t tests, all must pass",
      "sampled",
      "double"};
}

Parameters with_momentum(Parameters parameters, double momentum) {
  parameters.momentum = momentum;
  parameters.step_size *= 1 - momentum;
  return parameters;
}

Finding check_times(const MomentumDesign& design, const ClaimContext& context) {
  Finding finding;
  std::vector<DecidedStatement> statements;
  for (const double kappa : {4.0, 60.0}) {
    const bool is_benign = kappa < 10;
    EquivalentTimes times;
    times.events =
        is_benign ? std::vector{stopping_event("fit_all"), stopping_event("generalize")}
                  : std::vector{stopping_event("select_clean"), stopping_event("select_noisy")};
    times.tolerance = 0.02;
    times.time_factor = design.time_factor;
    times.first_replicate = is_benign ? 0 : 12;
    for (const double momentum : {0.5, 0.9}) {
      const Parameters plain = ray_parameters({.samples = 10, .small_step_margin = 3}, kappa);
      times.settings.push_back(
          {fmt::format("beta = {}, kappa = {}", momentum, kappa), with_momentum(plain, momentum)});
    }
    for (const DecidedStatement& each : decide_times(times, context, finding)) {
      statements.push_back(each);
    }
  }
  conclude(statements, context.alpha, finding);
  finding.explanation = "8 mean times of heavy ball against those of plain descent times 1 - beta";
  return finding;
}

ClaimDescription delay_statement() {
  return {
      "optimisers.momentum.delay",
      "what is left at finite steps is a delay of m(1 + log(v_e/v_0)), m = beta/(1 - beta), v the "
      "speed of the logit at the event and at the start",
      "[derived] theory/optimisers/README.md (O.1)",
      "theorem",
      "n = 10, T = 4, d = 10^10, eta = 0.2, rho = 0, kappa = 10^4, beta = 0.98 (m = 49), "
      "lambda reaching 1, 2, 3 and 4",
      "5 replicates a gap, none shared, each beside plain descent at alpha/(1 - beta) from the "
      "same draws; the mean delay within 3 steps of the prediction by two one-sided t tests, "
      "all must pass",
      "sampled",
      "double"};
}

/// Steps to the gap; a whole number, so half a step late on average.
double steps_to(const Parameters& parameters, std::uint64_t replicate,
                const ClaimContext& context) {
  return simulate(ends_of_run(parameters, context, replicate))
             .stopping_times.generalize.value_or(std::nan("")) -
         0.5;
}

Finding check_delay(const MomentumDesign& design, const ClaimContext& context) {
  constexpr std::int64_t replicates = 5;
  constexpr double tolerance = 3;  // steps; m is 49
  constexpr double gaps[] = {1, 2, 3, 4};
  Finding finding;
  std::vector<DecidedStatement> statements;
  std::uint64_t first_replicate = 0;
  for (const double gap : gaps) {
    Parameters plain = ray_parameters(
        {.samples = 10, .weak_signal = 0, .small_step_margin = 4, .target_gap = gap}, 1e4);
    plain.steps = std::ceil(1.2 * mean_field_times(plain).generalize.value());
    const Parameters heavy = with_momentum(plain, 0.98);
    const double stated = design.delay_factor * momentum_delay(heavy, gap);
    std::vector<double> delays(replicates);
    over_replicates(context, 0, replicates, [&](std::int64_t i) {
      const std::uint64_t replicate = first_replicate + static_cast<std::uint64_t>(i);
      delays[static_cast<std::size_t>(i)] =
          steps_to(heavy, replicate, context) - steps_to(plain, replicate, context);
    });
    first_replicate += replicates;
    const SlopeDecision decision = decide_slope(delays, {stated, tolerance}, context.alpha);
    statements.push_back({decision.verdict, decision.test});
    finding.measurements.push_back({fmt::format("delay of lambda = {} at beta = 0.98 [steps]", gap),
                                    stated,
                                    decision.test.value,
                                    {stated - tolerance, stated + tolerance}});
    finding.replicates += replicates;
  }
  conclude(statements, context.alpha, finding);
  finding.explanation = "delays of heavy ball from positive to negative, by the speed at the event";
  return finding;
}

}  // namespace
}  // namespace momentum_trial

Claim momentum_times_claim(const MomentumDesign& design) {
  return {momentum_trial::times_statement(), Decision::statistical,
          [design](const ClaimContext& context) {
            return momentum_trial::check_times(design, context);
          }};
}

Claim momentum_delay_claim(const MomentumDesign& design) {
  return {momentum_trial::delay_statement(), Decision::statistical,
          [design](const ClaimContext& context) {
            return momentum_trial::check_delay(design, context);
          }};
}

}  // namespace benignity
