#include <array>
#include <cmath>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "sim/trajectory/simulate.hpp"
#include "theory/time_scales.hpp"
#include "verify/claims/exponent/claims.hpp"
#include "verify/claims/runs.hpp"
#include "verify/statistics/joint_decision.hpp"
#include "verify/statistics/ratio_bounds.hpp"

namespace benignity {
namespace gain_is_a_sum_trial {
namespace {

ClaimDescription statement() {
  return {"exponent.selection_time.gain_is_a_sum",
          "the selection time goes with 1/(sigma_w^2 + sigma_p^2), so tau/tau_select, with max for "
          "the sum, stays within a factor 2",
          "[derived] theory/README.md (7.3), inside the Theta of [paper] Theorem, part 1",
          "exponent",
          "n = 20, T = 4, d = 10^10, kappa = 10^6, |nu||mu| = 0.05, sigma_w = 3 10^-8; "
          "sigma_p/sigma_w = 0, 1/2, 1, 2; all margins of part 1 above 1",
          "32 replicates at each, one seed for the four; studentised bootstrap of each ratio of "
          "mean times: bounds within 1% of 4/5, 1/2, 1/5",
          "sampled",
          "double"};
}

constexpr std::array<double, 4> query_over_weight = {0, 0.5, 1, 2};
constexpr double tolerance = 0.01;
/// Initial logits of about 10^-3, and |p|^2 within 0.1% of where it starts.
constexpr double weight_std = 3e-8;

/// The selection times' own base (kappa = 10^6) with sigma_p/sigma_w set: 700 steps at the largest
/// ratio, which leaves the small-step margin at 1.1, and 3500 at ratio 0.
Parameters setting(double ratio) {
  Parameters parameters = exponent_base({1e6, 10'000'000'000}, &MeanFieldTimes::select_clean, 700);
  const double largest = query_over_weight.back();
  parameters.step_size /= weight_std * weight_std * (1 + largest * largest);
  parameters.chosen_init_weight_std = weight_std;
  parameters.init_query_std = ratio * weight_std;
  return parameters;
}

double selection_time(double ratio, std::uint64_t replicate, const ClaimContext& context) {
  throw_if_interrupted(context);
  Parameters parameters = setting(ratio);
  parameters.steps = std::ceil(1.2 * mean_field_times(parameters).select_clean.value());
  const RunSettings run = ends_of_run(parameters, context, replicate);
  return simulate(run).stopping_times.select_clean.value_or(std::nan(""));
}

Finding check(const GainDesign& design, const ClaimContext& context) {
  throw_if_interrupted(context);
  Finding finding;
  for (const double ratio : query_over_weight) {
    Finding outside;
    if (out_of_regime(setting(ratio), {MarginScope::both_parts, MarginScope::part_one}, outside)) {
      return outside;
    }
  }
  std::array<std::vector<double>, query_over_weight.size()> times;
  times.fill(std::vector<double>(gain_pairs));
  over_replicates(context, 0, gain_pairs, [&](std::int64_t replicate) {
    for (std::size_t i = 0; i < times.size(); ++i) {
      times[i][static_cast<std::size_t>(replicate)] =
          selection_time(query_over_weight[i], static_cast<std::uint64_t>(replicate), context);
    }
  });
  std::vector<DecidedStatement> statements;
  for (std::size_t i = 1; i < times.size(); ++i) {
    const double squared = query_over_weight[i] * query_over_weight[i];
    const double predicted = 1 / (1 + design.query_share * squared);
    std::vector<double> over_stated = times[i];
    for (double& time : over_stated) time /= predicted;
    const RatioDecision decision =
        decide_ratio(over_stated, times[0], {1 - tolerance, 1 + tolerance}, context.alpha,
                     Stream({context.seed, Purpose::design, i}));
    statements.push_back({decision.verdict, decision.test});
    const std::string at = fmt::format(" at sigma_p/sigma_w = {:.1f}", query_over_weight[i]);
    finding.measurements.push_back({"time over that of sigma_p = 0" + at,
                                    predicted,
                                    decision.test.value * predicted,
                                    {predicted * (1 - tolerance), predicted * (1 + tolerance)}});
    // tau/tau_select, over the same at sigma_p = 0: 1 if it were max, at least 1/2 by the sum.
    finding.measurements.push_back(
        {"time x max{sigma_w^2, sigma_p^2} over the same of sigma_p = 0" + at,
         std::nullopt,
         decision.test.value * predicted * std::max(1.0, squared),
         {0.5, 1.0}});
  }
  const DecidedStatement joint = joint_decision(statements, context.alpha);
  finding.verdict = joint.verdict;
  finding.test = joint.test;
  finding.replicates = static_cast<std::int64_t>(gain_pairs * times.size());
  finding.explanation = "ratios of mean selection times against 1/(1 + (sigma_p/sigma_w)^2)";
  return finding;
}

}  // namespace
}  // namespace gain_is_a_sum_trial

Claim gain_is_a_sum_claim(const GainDesign& design) {
  return {gain_is_a_sum_trial::statement(), Decision::statistical,
          [design](const ClaimContext& context) {
            return gain_is_a_sum_trial::check(design, context);
          }};
}

}  // namespace benignity
