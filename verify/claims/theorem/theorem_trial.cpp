#include "verify/claims/theorem/theorem_trial.hpp"

#include <cmath>
#include <string>
#include <vector>

#include "sim/trajectory/simulate.hpp"
#include "theory/signal_to_noise_ratio.hpp"
#include "verify/claims/runs.hpp"
#include "verify/statistics/success_probability.hpp"

namespace benignity {
namespace {

constexpr std::int64_t fresh_samples_a_replicate = 500;

struct Outcome {
  bool before_training = false;
  bool at_tau = false;
};

std::vector<Outcome> run_replicates(const TheoremTrial& trial, const ClaimContext& context,
                                    std::int64_t first, std::int64_t last) {
  std::vector<Outcome> outcomes(static_cast<std::size_t>(last - first));
  over_replicates(context, first, last, [&](std::int64_t replicate) {
    RunSettings run = ends_of_run(trial.parameters, context, static_cast<std::uint64_t>(replicate));
    run.test_samples = fresh_samples_a_replicate;
    const Trajectory trajectory = simulate(run);
    const double delta = trial.parameters.failure_probability;
    outcomes[static_cast<std::size_t>(replicate - first)] = {
        trial.event(trajectory.initial(), delta), trial.event(trajectory.final(), delta)};
  });
  return outcomes;
}

}  // namespace

Parameters in_regime_setting(double kappa) {
  constexpr double small_step_margin = 1.5;
  Parameters parameters;
  parameters.tokens = 4;
  parameters.dimension = 100'000'000;
  parameters.label_noise = 0.1;
  parameters.failure_probability = 0.1;
  return with_small_step_margin(with_kappa(parameters, kappa), small_step_margin);
}

Finding decide(const TheoremTrial& trial, const ClaimContext& context) {
  Finding finding;
  if (out_of_regime(trial.parameters, trial.scopes, finding, trial.constants_factor)) {
    return finding;
  }

  std::int64_t true_before_training = 0;
  const auto successes_among = [&](std::int64_t first, std::int64_t last) {
    std::int64_t successes = 0;
    for (const Outcome& outcome : run_replicates(trial, context, first, last)) {
      if (outcome.at_tau) ++successes;
      if (outcome.before_training) ++true_before_training;
    }
    return successes;
  };
  const double least = 1 - trial.parameters.failure_probability;
  const SuccessDecision decision =
      decide_success_probability({.probability = least, .alpha = context.alpha}, successes_among);
  const double vacuity =
      static_cast<double>(true_before_training) / static_cast<double>(decision.replicates);
  finding.test = decision.test;
  finding.replicates = decision.replicates;
  finding.measurements = {{"share of seeds at tau", least, decision.test.value, {least, 1.0}},
                          {"share of seeds at tau = 0", std::nullopt, vacuity, {}}};
  finding.measurements.insert(finding.measurements.end(), trial.predictions.begin(),
                              trial.predictions.end());
  finding.explanation = std::to_string(decision.successes) + " of " +
                        std::to_string(decision.replicates) + " replicates at step " +
                        std::to_string(static_cast<std::int64_t>(trial.parameters.steps));
  const bool held_before = vacuity >= vacuous_share && decision.verdict == Verdict::pass;
  finding.verdict = held_before ? Verdict::vacuous : decision.verdict;
  if (held_before) finding.explanation += "; the statement already holds at tau = 0";
  return finding;
}

}  // namespace benignity
