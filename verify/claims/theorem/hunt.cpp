#include <algorithm>
#include <cstdint>
#include <map>
#include <random>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "sim/trajectory/simulate.hpp"
#include "verify/claims/runs.hpp"
#include "verify/claims/theorem/claims.hpp"
#include "verify/claims/theorem/hunt_setting.hpp"
#include "verify/claims/theorem/theorem_trial.hpp"
#include "verify/statistics/clopper_pearson.hpp"

namespace benignity {
namespace hunt_trial {
namespace {

/// A setting whose first replicates all succeed is let go; any failure brings the second look, and
/// only the second look can reject: the error of the design is at most that of its binomial test.
constexpr std::int64_t first_look = 2;
constexpr std::int64_t fresh_samples_of_hunt = 500;

struct Trial {
  HuntedSetting setting;
  std::int64_t rejected_draws = 0;
  std::int64_t replicates = 0;
  std::int64_t failures = 0;
  double p = 1;  ///< of "the promise holds with probability at least 1 - delta"
};

bool kept(const HuntedSetting& setting, std::uint64_t replicate, const ClaimContext& context) {
  RunSettings run = ends_of_run(setting.parameters, context, replicate);
  run.engine = setting.engine;
  run.test_samples = fresh_samples_of_hunt;
  const Snapshot end = simulate(run).final();
  const double delta = setting.parameters.failure_probability;
  return setting.part == MarginScope::part_one ? not_overfitting_selections(end, delta)
                                               : benign_overfitting_selections(end, delta);
}

/// The setting of this number, and its trial. Settings and runs have streams of their own.
Trial tried(std::int64_t number, const HuntDesign& design, const ClaimContext& context) {
  std::seed_seq words{context.seed, context.seed >> 32U, static_cast<std::uint64_t>(number)};
  std::mt19937_64 random(words);
  Trial trial;
  trial.setting = draw_hunted_setting(
      random,
      design.margins_of_the_start ? TrainingMargins::of_the_start : TrainingMargins::as_proved,
      trial.rejected_draws);
  const auto look = [&](std::int64_t until) {
    for (; trial.replicates < until; ++trial.replicates) {
      throw_if_interrupted(context);
      const auto replicate =
          static_cast<std::uint64_t>(number * design.second_look + trial.replicates);
      trial.failures += kept(trial.setting, replicate, context) ? 0 : 1;
    }
  };
  look(first_look);
  if (trial.failures == 0) return trial;
  look(design.second_look);
  trial.p = binomial_lower_tail(trial.replicates - trial.failures, trial.replicates,
                                1 - trial.setting.parameters.failure_probability);
  return trial;
}

std::string described(const HuntedSetting& setting) {
  const Parameters& p = setting.parameters;
  std::string tight;
  for (const std::string& name : setting.tight) tight += (tight.empty() ? "" : ", ") + name;
  return fmt::format(
      "part {}: samples={} tokens={} confusing_tokens={} aligned_tokens={} dimension={} "
      "signal_norm={} noise_std={} weak_signal={} label_noise={}{} head_norm={} "
      "init_weight_std={} init_query_std={} step_size={} steps={} failure_probability={}, {}; "
      "tight: {}",
      setting.part == MarginScope::part_one ? 1 : 2, p.samples, p.tokens, p.confusing_tokens,
      p.aligned_tokens(), p.dimension, p.signal_norm, p.noise_std, p.weak_signal, p.label_noise,
      p.label_noise_kind == LabelNoiseKind::bernoulli ? " (bernoulli)" : "", p.head_norm(),
      p.init_weight_std(), p.init_query_std, p.step_size, p.steps, p.failure_probability,
      setting.engine == Engine::flow ? "flow" : "sampled", tight.empty() ? "none" : tight);
}

Finding check(const HuntDesign& design, const ClaimContext& context) {
  std::vector<Trial> trials(static_cast<std::size_t>(design.settings));
  over_replicates(context, 0, design.settings, [&](std::int64_t number) {
    trials[static_cast<std::size_t>(number)] = tried(number, design, context);
  });
  const Trial* worst = &trials.front();
  std::int64_t contradictions = 0, second_looks = 0, flows = 0, part_one = 0, draws = 0;
  std::map<std::string, double> tight;
  Finding finding;
  const auto settings = static_cast<double>(design.settings);
  for (const Trial& trial : trials) {
    if (trial.p < worst->p) worst = &trial;
    contradictions += trial.p * settings <= context.alpha ? 1 : 0;
    second_looks += trial.failures > 0 ? 1 : 0;
    flows += trial.setting.engine == Engine::flow ? 1 : 0;
    part_one += trial.setting.part == MarginScope::part_one ? 1 : 0;
    draws += 1 + trial.rejected_draws;
    finding.replicates += trial.replicates;
    for (const std::string& name : trial.setting.tight) tight[name] += 1;
  }
  const double p = std::min(1.0, worst->p * settings);
  finding.test = {"least binomial p over the settings, times their number",
                  worst->p,
                  {0.0, 1.0},
                  context.alpha,
                  p,
                  1};
  finding.verdict = p <= context.alpha ? Verdict::fail : Verdict::pass;
  const auto plain = [](std::int64_t count) { return static_cast<double>(count); };
  finding.measurements = {
      {"settings contradicted", 0.0, plain(contradictions), {0.0, 0.0}},
      {"settings tried", std::nullopt, settings, {}},
      {"of part 1", std::nullopt, plain(part_one), {}},
      {"by the flow", std::nullopt, plain(flows), {}},
      {"settings with a failure in the first look", std::nullopt, plain(second_looks), {}},
      {"draws", std::nullopt, plain(draws), {}}};
  for (const auto& [name, count] : tight) {
    finding.measurements.push_back(
        {"settings with " + name + " in [1, 1.1]", std::nullopt, count, {}});
  }
  finding.explanation = fmt::format("{} settings, {} contradicted; least p {:.2g}", design.settings,
                                    contradictions, worst->p);
  if (worst->failures > 0) {
    finding.explanation += fmt::format(" ({} of {} replicates failed) at {}", worst->failures,
                                       worst->replicates, described(worst->setting));
  }
  return finding;
}

}  // namespace
}  // namespace hunt_trial

Claim hunt_claim(const HuntDesign& design) {
  return {
      {design.id,
       "no setting inside the regime contradicts the theorem: where every margin of a part exceeds "
       "1, its selection form holds with probability >= 1 - delta",
       "[derived] theory/README.md section 9, (2.3) and (2.4)", "theorem",
       "every margin of the part exceeds 1, each in [1, 1.1] with probability 0.4 where it can be "
       "chosen freely; n = 8 to 40 or 420 to 480 (Bernoulli labels), T = 3 to 12, any number of "
       "confusing and aligned tokens, rho to 0.2, delta 0.05 to 0.2, sigma_p = 0 or > 0, starts "
       "and steps over decades",
       fmt::format(
           "{} settings drawn by the seed; tau from the mean field: the middle of the window in "
           "log "
           "time, at most twice its begin (part 1), 1.1 fitting times and a test gap of "
           "(log(T-1) + 1/2)/(1 - rho) (part 2); 2 replicates, {} where one of them fails, 500 "
           "fresh samples; FAIL where the least binomial p times the number of settings is at "
           "most alpha",
           design.settings, design.second_look),
       "sampled, flow beyond 20,000 steps", "double"},
      Decision::statistical,
      [design](const ClaimContext& context) { return hunt_trial::check(design, context); }};
}

Claim wide_hunt_claim() { return hunt_claim({.id = "theorem.hunt.wide", .settings = 2000}); }

}  // namespace benignity
