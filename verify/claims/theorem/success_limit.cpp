#include <array>
#include <cmath>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "sim/trajectory/simulate.hpp"
#include "theory/mean_field/critical_kappa.hpp"
#include "theory/mean_field/event_times.hpp"
#include "verify/claims/runs.hpp"
#include "verify/claims/theorem/claims.hpp"
#include "verify/claims/theorem/ray.hpp"
#include "verify/claims/theorem/theorem_trial.hpp"
#include "verify/statistics/joint_decision.hpp"
#include "verify/statistics/probability_fall.hpp"
#include "verify/statistics/success_probability.hpp"

namespace benignity {
namespace success_limit_trial {
namespace {

ClaimDescription statement(const char* part, const char* limit, const char* equation,
                           const char* time, const char* ladder, const char* engine) {
  return {
      std::string("theorem.limit.") + part,
      std::string("the success probability of ") + part + " tends to 1 as " + limit +
          " and d -> infinity: the failures, frequent where no margin holds, die out",
      std::string("[derived] theory/README.md ") + equation + ", from [paper] Theorem",
      "theorem",
      std::string("n = 20, T = 4, eta = rho = delta = 0.1; (distance of kappa from kappa*, d) = ") +
          ladder +
          ", outside the margins, where failures can be counted; then (9, 1.6 10^9), "
          "all margins of the part above 1",
      std::string(time) +
          "; independent replicates at every rung; from rung to rung the share of failures falls "
          "by a half at least (Clopper-Pearson bounds of both), at the last success has "
          "probability at least 0.95 (192 replicates, doubled twice at most); all must pass, "
          "Bonferroni for FAIL; 500 fresh samples",
      engine,
      "double"};
}

/// One setting on the way to the limit.
struct Rung {
  double distance;  ///< kappa/kappa* (part 1) or kappa*/kappa (part 2)
  std::int64_t dimension;
  std::int64_t replicates;
};
using Ladder = std::array<Rung, 3>;

/// Inside the margins a failure is never seen: a success probability of 0.99 that tends to nothing
/// would have passed there at every rung. These rungs begin where a third to a half of the seeds
/// fail, and have replicates enough to tell a fall by half from none (shares of failures at seeds
/// 9001 to 9007, which judge nothing: about 0.55, 0.09, 0 and 0.31, 0.06, 0).
constexpr Ladder ladder_of_part_one = {{{1.2, 250, 300}, {1.5, 1000, 600}, {2.1, 4000, 1000}}};
constexpr Ladder ladder_of_part_two = {
    {{1.2, 10'000, 500}, {1.5, 120'000, 800}, {1.9, 2'000'000, 1000}}};
constexpr double fall = 0.5;

constexpr Rung guaranteed = {9, 1'600'000'000, 192};
constexpr double failure_probability_there = 0.05;

struct Part {
  const Ladder& ladder;
  std::vector<MarginScope> scopes;
  SnapshotEvent event;
  Engine engine;
  double (*kappa)(double critical, double distance);
  double (*tau)(const Parameters& parameters);  ///< from the mean field
};

Parameters setting(const Part& part, const Rung& rung, const SuccessLimitDesign& design) {
  RaySetting ray{.dimension = rung.dimension, .label_noise = 0.1};
  ray.target_gap = std::log(3.0) + BenignOverfittingDesign{}.gap_above_uniform;
  const double critical = critical_kappa(ray_parameters(ray, 1)).value.value();
  Parameters parameters = ray_parameters(ray, part.kappa(critical, rung.distance));
  parameters.steps = std::ceil(design.time_factor * part.tau(parameters));
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
  Parameters parameters = setting(part, guaranteed, design);
  parameters.failure_probability = failure_probability_there;
  if (out_of_regime(parameters, part.scopes, finding)) return finding;

  std::vector<DecidedStatement> statements;
  // Replicates of one number share their draws at every rung: each rung has its own.
  std::int64_t first = 0;
  std::vector<EventCount> failures;
  for (std::size_t i = 0; i < part.ladder.size(); ++i) {
    const Rung& rung = part.ladder[design.climbs == SuccessLimitDesign::Climbs::never ? 0 : i];
    const std::int64_t last = first + rung.replicates;
    const std::int64_t failed =
        rung.replicates - successes(part, setting(part, rung, design), first, last, context);
    failures.push_back({failed, rung.replicates});
    first = last;
    finding.measurements.push_back(
        {fmt::format("share of failures at distance {}, d = {}", rung.distance, rung.dimension),
         std::nullopt,
         static_cast<double>(failed) / static_cast<double>(rung.replicates),
         {}});
  }
  for (std::size_t i = 1; i < failures.size(); ++i) {
    statements.push_back(decide_fall(failures[i - 1], failures[i], fall, context.alpha));
    const DecidedStatement& decided = statements.back();
    finding.measurements.push_back({fmt::format("fall of failures to rung {}", i + 1),
                                    std::nullopt,
                                    decided.test.value,
                                    {std::nullopt, fall}});
  }
  const double least = 1 - failure_probability_there;
  const SuccessDecision last = decide_success_probability(
      {.probability = least, .alpha = context.alpha, .first_look = guaranteed.replicates},
      [&](std::int64_t from, std::int64_t to) {
        return successes(part, parameters, first + from, first + to, context);
      });
  statements.push_back({last.verdict, last.test});
  finding.measurements.push_back(
      {"share of successes inside the margins, distance 9", least, last.test.value, {least, 1.0}});
  finding.replicates = first + last.replicates;
  const DecidedStatement joint = joint_decision(statements, context.alpha);
  finding.verdict = joint.verdict;
  finding.test = joint.test;
  finding.explanation = fmt::format(
      "{} of {}, {} of {}, {} of {} replicates fail on the way to the limit, {} of {} "
      "inside the margins",
      failures[0].events, failures[0].trials, failures[1].events, failures[1].trials,
      failures[2].events, failures[2].trials, last.replicates - last.successes, last.replicates);
  return finding;
}

Part part_one() {
  return {ladder_of_part_one,
          {MarginScope::both_parts, MarginScope::part_one},
          not_overfitting_selections,
          Engine::sampled,
          [](double critical, double distance) { return critical * distance; },
          [](const Parameters& parameters) {
            return NotOverfittingDesign{}.delay * mean_field_times(parameters).select_noisy.value();
          }};
}

Part part_two() {
  return {ladder_of_part_two,
          {MarginScope::both_parts, MarginScope::part_two},
          benign_overfitting_selections,
          Engine::flow,
          [](double critical, double distance) { return critical / distance; },
          [](const Parameters& parameters) {
            // Near kappa* the labels are fitted after the test gap is there.
            const MeanFieldTimes times = mean_field_times(parameters);
            return std::max(times.generalize.value(), 1.1 * times.fit.value());
          }};
}

Claim success_limit(const ClaimDescription& description, Part (*part)(),
                    const SuccessLimitDesign& design) {
  return {description, Decision::statistical,
          [part, design](const ClaimContext& context) { return check(part(), design, context); }};
}

}  // namespace
}  // namespace success_limit_trial

std::vector<Claim> success_limit_claims(const SuccessLimitDesign& design) {
  using namespace success_limit_trial;
  return {success_limit(
              statement("not_overfitting", "kappa/kappa* -> infinity", "(2.3)",
                        "tau = 1.5 times the mean field's time at which noisy samples select x_1",
                        "(1.2, 250), (1.5, 1000), (2.1, 4000)", "sampled"),
              part_one, design),
          success_limit(
              statement("benign_overfitting", "kappa/kappa* -> 0", "(2.4)",
                        "tau = the mean field's time of test gap log(T-1) + 1/2, at least 1.1 "
                        "fitting times, by the flow",
                        "(1.2, 10^4), (1.5, 1.2 10^5), (1.9, 2 10^6)", "flow"),
              part_two, design)};
}

}  // namespace benignity
