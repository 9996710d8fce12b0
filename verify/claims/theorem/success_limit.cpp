#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <vector>

#include "sim/trajectory/simulate.hpp"
#include "theory/mean_field/critical_kappa.hpp"
#include "theory/mean_field/event_times.hpp"
#include "verify/claims/runs.hpp"
#include "verify/claims/theorem/claims.hpp"
#include "verify/claims/theorem/ray.hpp"
#include "verify/claims/theorem/theorem_trial.hpp"
#include "verify/statistics/joint_decision.hpp"
#include "verify/statistics/success_probability.hpp"

namespace benignity {
namespace success_limit_trial {
namespace {

/// One setting on the way to the limit: how far kappa is from kappa*, d, and the failure
/// probability that the statement allows there.
struct Rung {
  double distance;  ///< kappa/kappa* (part 1) or kappa*/kappa (part 2)
  std::int64_t dimension;
  double failure_probability;
  std::int64_t
      first_look;  ///< replicates; all successes put the Clopper-Pearson bound above 1 - delta
};
constexpr std::array<Rung, 4> ladder = {{{2.6, 200'000'000, 0.2, 48},
                                         {4, 400'000'000, 0.1, 96},
                                         {6, 800'000'000, 0.05, 192},
                                         {9, 1'600'000'000, 0.025, 384}}};
/// Below the first rung, on the other side of kappa*: shown, nothing is promised there.
constexpr double beyond = 0.8;
constexpr std::int64_t replicates_beyond = 24;

struct Part {
  std::vector<MarginScope> scopes;
  SnapshotEvent event;
  Engine engine;
  double (*kappa)(double critical, double distance);
  /// tau, from the mean field.
  double (*steps)(const Parameters& parameters, const SuccessLimitDesign& design);
};

Parameters setting(const Part& part, const Rung& rung) {
  RaySetting ray{.dimension = rung.dimension, .label_noise = 0.1};
  ray.target_gap = std::log(3.0) + BenignOverfittingDesign{}.gap_above_uniform;
  const double critical = critical_kappa(ray_parameters(ray, 1)).value.value();
  Parameters parameters = ray_parameters(ray, part.kappa(critical, rung.distance));
  parameters.failure_probability = rung.failure_probability;
  return parameters;
}

std::int64_t successes(const Part& part, const Parameters& parameters, std::int64_t first,
                       std::int64_t last, const ClaimContext& context) {
  return count_replicates(context, first, last, [&](std::int64_t replicate) {
    RunSettings run = ends_of_run(parameters, context, static_cast<std::uint64_t>(replicate));
    run.engine = part.engine;
    run.test_samples = 500;
    return part.event(simulate(run).final(), parameters.failure_probability);
  });
}

Finding check(const Part& part, const SuccessLimitDesign& design, const ClaimContext& context) {
  throw_if_interrupted(context);
  Finding finding;
  std::vector<DecidedStatement> statements;
  for (const Rung& rung : ladder) {
    Parameters parameters = setting(part, rung);
    if (out_of_regime(parameters, part.scopes, finding)) return finding;
    parameters.steps = part.steps(parameters, design);
    const double least = 1 - rung.failure_probability;
    const SuccessDecision decision = decide_success_probability(
        {.probability = least, .alpha = context.alpha, .first_look = rung.first_look},
        [&](std::int64_t first, std::int64_t last) {
          return successes(part, parameters, first, last, context);
        });
    statements.push_back({decision.verdict, decision.test});
    finding.replicates += decision.replicates;
    finding.measurements.push_back(
        {"share of seeds at distance " + std::to_string(rung.distance).substr(0, 3) +
             ", lower bound " + std::to_string(*decision.test.interval.lower).substr(0, 6),
         least,
         decision.test.value,
         {least, 1.0}});
  }
  // What the limit starts from: the time of the first rung, kappa on the other side.
  Parameters outside = setting(part, {beyond, ladder[0].dimension, 0.2, replicates_beyond});
  outside.steps = part.steps(setting(part, ladder[0]), design);
  const auto outside_count =
      static_cast<double>(successes(part, outside, 0, replicates_beyond, context));
  finding.measurements.push_back({"share of seeds at distance 0.8, outside the regime",
                                  std::nullopt,
                                  outside_count / static_cast<double>(replicates_beyond),
                                  {}});
  const DecidedStatement joint = joint_decision(statements, context.alpha);
  finding.verdict = joint.verdict;
  finding.test = joint.test;
  finding.explanation =
      "failure probability at most 0.2, 0.1, 0.05, 0.025 at 2.6, 4, 6, 9 times "
      "the distance, d doubling";
  return finding;
}

Part part_one() {
  return {{MarginScope::both_parts, MarginScope::part_one},
          not_overfitting_selections,
          Engine::sampled,
          [](double critical, double distance) { return critical * distance; },
          [](const Parameters& parameters, const SuccessLimitDesign& design) {
            return std::ceil(design.time_factor * NotOverfittingDesign{}.delay *
                             mean_field_times(parameters).select_noisy.value());
          }};
}

Part part_two() {
  return {{MarginScope::both_parts, MarginScope::part_two},
          benign_overfitting_selections,
          Engine::flow,
          [](double critical, double distance) { return critical / distance; },
          [](const Parameters& parameters, const SuccessLimitDesign& design) {
            // Near kappa* the labels are fitted after the test gap is there.
            const MeanFieldTimes times = mean_field_times(parameters);
            return std::ceil(design.time_factor *
                             std::max(times.generalize.value(), 1.1 * times.fit.value()));
          }};
}

Claim success_limit(const char* part_name, const char* limit, const char* equation,
                    const char* time, Part (*part)(), const SuccessLimitDesign& design) {
  return {
      {std::string("theorem.limit.") + part_name,
       std::string("the success probability of ") + part_name + " tends to 1 as " + limit +
           " with growing margins",
       std::string("[derived] theory/README.md ") + equation + ", from [paper] Theorem", "theorem",
       "n = 20, T = 4, eta = rho = 0.1; kappa 2.6, 4, 6, 9 times away from kappa*, d = 2, 4, 8, "
       "16 10^8, delta = 0.2, 0.1, 0.05, 0.025; all margins of the part above 1",
       std::string(time) +
           "; 48, 96, 192, 384 replicates, doubled twice at most; Clopper-Pearson lower bound "
           "at least 1 - delta at each, all must pass, Bonferroni for FAIL; 500 fresh samples",
       part().engine == Engine::flow ? "flow" : "sampled", "double"},
      Decision::statistical,
      [part, design](const ClaimContext& context) { return check(part(), design, context); }};
}

}  // namespace
}  // namespace success_limit_trial

std::vector<Claim> success_limit_claims(const SuccessLimitDesign& design) {
  return {success_limit_trial::success_limit(
              "not_overfitting", "kappa/kappa* -> infinity", "(2.3)",
              "tau = 1.5 x the mean field's time at which noisy samples select x_1",
              success_limit_trial::part_one, design),
          success_limit_trial::success_limit(
              "benign_overfitting", "kappa/kappa* -> 0", "(2.4)",
              "tau = the mean field's time of test gap log(T-1) + 1/2, at least 1.1 fitting "
              "times, by the flow",
              success_limit_trial::part_two, design)};
}

}  // namespace benignity
