#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "sim/trajectory/dynamics.hpp"
#include "theory/mean_field/equivalent.hpp"
#include "verify/claims/decided_means.hpp"
#include "verify/claims/heads/claims.hpp"
#include "verify/claims/runs.hpp"
#include "verify/claims/theorem/ray.hpp"
#include "verify/statistics/joint_decision.hpp"
#include "verify/statistics/success_probability.hpp"

namespace benignity {
namespace heads_alike_trial {
namespace {

ClaimDescription statement() {
  return {
      "heads.alike",
      "heads that start apart stay alike: the spread of s_1 across heads never exceeds (T^2/(4(T "
      "- 1)))^2 of what it was at the start, by a tenth for the terms beyond first order",
      "[derived] theory/heads/README.md (H.6)",
      "theorem",
      "n = 10, T = 4, d = 10^10, eta = 0.2, H = 4 summed; kappa = 2 and 60, rho = 0 and 0.1; "
      "initial logits of size 0.01",
      "24 replicates a setting (doubled twice at most), none shared, over the mean field's fit or "
      "selection time and as "
      "much again; root mean square over samples and heads of s_1 less its mean over heads, at "
      "every 5th step: with probability >= 0.7 below the bound at all of them, Clopper-Pearson",
      "sampled",
      "double"};
}

constexpr std::int64_t heads = 4;
constexpr std::int64_t first_look = 24;
constexpr double initial_logit = 0.01;
/// A quarter of what (9.13) asks for: heads are compared with one another, not with the flow.
constexpr double step_margin = 0.25;
constexpr std::int64_t steps_between_looks = 5;

struct Setting {
  double kappa;
  double weak_signal;
};
constexpr Setting settings[] = {{2, 0.1}, {2, 0}, {60, 0.1}, {60, 0}};

Parameters parameters_of(const Setting& setting) {
  Parameters parameters = ray_parameters(
      {.samples = 10, .weak_signal = setting.weak_signal, .small_step_margin = step_margin},
      setting.kappa);
  parameters.heads = heads;
  // |W0^T p0| sigma_eps sqrt(d): the size of an initial logit.
  parameters.init_query_std =
      initial_logit / (parameters.init_weight_std() * static_cast<double>(parameters.dimension));
  const MeanFieldTimes times = mean_field_times(mean_field_equivalent(parameters).plain);
  parameters.steps = std::ceil(2 * std::max(times.fit.value_or(0), times.select_clean.value_or(0)));
  return parameters;
}

/// Root mean square over samples and heads of s_1 less its mean over the heads.
double spread(const TrainingFigures& figures) {
  const std::size_t samples = figures.relevant.size();
  double sum = 0;
  for (std::size_t i = 0; i < figures.relevant_of_heads.size(); ++i) {
    const double apart = figures.relevant_of_heads[i] - figures.relevant[i % samples];
    sum += apart * apart;
  }
  return std::sqrt(sum / static_cast<double>(figures.relevant_of_heads.size()));
}

struct Spreads {
  double largest = 0;  ///< over the initial one
  double last = 0;
};

Spreads spreads_of(const Parameters& parameters, const ClaimContext& context,
                   std::uint64_t replicate) {
  const auto dynamics = heads_in<Precision::float64>(run_of(parameters, context, replicate));
  const double initial = spread(dynamics->figures());
  Spreads found;
  const auto steps = static_cast<std::int64_t>(parameters.steps);
  for (std::int64_t step = 1; step <= steps; ++step) {
    dynamics->step();
    if (step % steps_between_looks != 0 && step != steps) continue;
    found.last = spread(dynamics->figures()) / initial;
    found.largest = std::max(found.largest, found.last);
  }
  return found;
}

Finding check(const HeadsAlikeDesign& design, const ClaimContext& context) {
  Finding finding;
  std::vector<DecidedStatement> statements;
  std::uint64_t first_replicate = 0;
  for (const Setting& setting : settings) {
    const Parameters parameters = parameters_of(setting);
    const auto tokens = static_cast<double>(parameters.tokens);
    const double bound =
        1.1 * design.bound_factor * std::pow(tokens * tokens / (4 * (tokens - 1)), 2);
    std::vector<Spreads> spreads;
    const SuccessDecision decision = decide_success_probability(
        {.probability = 0.7, .alpha = context.alpha, .first_look = first_look},
        [&](std::int64_t first, std::int64_t last) {
          spreads.resize(static_cast<std::size_t>(last));
          over_replicates(context, first, last, [&](std::int64_t replicate) {
            spreads[static_cast<std::size_t>(replicate)] = spreads_of(
                parameters, context, first_replicate + static_cast<std::uint64_t>(replicate));
          });
          return std::count_if(spreads.begin() + first, spreads.begin() + last,
                               [&](const Spreads& each) { return each.largest <= bound; });
        });
    first_replicate += 4 * first_look;  // what three looks may take
    statements.push_back({decision.verdict, decision.test});
    double largest = 0;
    double last = 0;
    for (const Spreads& each : spreads) {
      largest = std::max(largest, each.largest);
      last += each.last / static_cast<double>(spreads.size());
    }
    const std::string at =
        fmt::format(", kappa = {}, rho = {}", setting.kappa, setting.weak_signal);
    finding.measurements.push_back(
        {"largest spread of s_1 over the initial one" + at, bound, largest, {}});
    finding.measurements.push_back(
        {"mean spread at the end over the initial one" + at, std::nullopt, last, {}});
    finding.replicates += decision.replicates;
  }
  conclude(statements, context.alpha, finding);
  finding.explanation = "4 heads at kappa = 2 and 60 are as alike at every time as (H.6) bounds it";
  return finding;
}

}  // namespace
}  // namespace heads_alike_trial

Claim heads_alike_claim(const HeadsAlikeDesign& design) {
  return {
      heads_alike_trial::statement(), Decision::statistical,
      [design](const ClaimContext& context) { return heads_alike_trial::check(design, context); }};
}

}  // namespace benignity
