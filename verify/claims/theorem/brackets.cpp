#include <algorithm>
#include <array>
#include <atomic>
#include <cmath>
#include <string>
#include <vector>

#include "sim/trajectory/simulate.hpp"
#include "theory/time_scales.hpp"
#include "verify/claims/runs.hpp"
#include "verify/claims/theorem/claims.hpp"
#include "verify/claims/theorem/theorem_trial.hpp"
#include "verify/statistics/success_probability.hpp"

namespace benignity {
namespace brackets_trial {
namespace {

/// With alpha above 10^-4 a run of 96 successes puts the Clopper-Pearson bound above 0.9.
constexpr std::int64_t first_look = 96;
constexpr int recorded_times = 8;

struct SweepPoint {
  std::int64_t dimension;
  std::int64_t samples;
  double step_factor;  ///< of the step size that leaves the small-step margin at 1.5
};
constexpr std::array<SweepPoint, 3> sweep = {
    {{100'000'000, 20, 1}, {10'000'000'000, 20, 0.7}, {1'000'000'000, 40, 1}}};

struct BracketDesign {
  TheoremTrial base;  ///< the part's own trial: its tau fixes c
  double unit;        ///< tau_select or tau_benign there
  double (*time_scale)(const Parameters& parameters);
};

/// The base setting elsewhere on the ray of constant kappa, steps = c tau.
Parameters moved(const BracketDesign& design, const SweepPoint& point) {
  Parameters parameters = design.base.parameters;
  const double old_ratio =
      static_cast<double>(parameters.dimension) / static_cast<double>(parameters.samples);
  parameters.dimension = point.dimension;
  parameters.samples = point.samples;
  const double ratio = static_cast<double>(point.dimension) / static_cast<double>(point.samples);
  parameters.signal_norm *= std::sqrt(ratio / old_ratio);
  // alpha D |nu||mu| max{|mu|^2, sigma_eps^2 d/n} stays: D and |nu||mu| are the base setting's.
  parameters.step_size *= point.step_factor * old_ratio / ratio;
  const double multiple = design.base.parameters.steps / design.unit;
  parameters.steps = std::ceil(multiple * design.time_scale(parameters));
  return parameters;
}

/// Whether the event holds at each recorded time k/8 of c tau, k = 1..8.
std::array<bool, recorded_times> outcome(const BracketDesign& design, Parameters parameters,
                                         std::int64_t replicate, const ClaimContext& context) {
  RunSettings run = run_of(parameters, context, static_cast<std::uint64_t>(replicate));
  run.test_samples = 500;
  const auto every = static_cast<std::int64_t>(std::ceil(parameters.steps / recorded_times));
  run.chosen_record_every = every;
  run.parameters.steps = static_cast<double>(every * recorded_times);
  const Trajectory trajectory = simulate(run);
  std::array<bool, recorded_times> held{};
  for (std::size_t k = 0; k < held.size(); ++k) {
    held[k] = design.base.event(trajectory.snapshots.at(k + 1), parameters.failure_probability);
  }
  return held;
}

Finding check(const BracketDesign& design, const ClaimContext& context) {
  Finding finding;
  std::vector<Parameters> settings;
  for (const SweepPoint& point : sweep) settings.push_back(moved(design, point));
  for (const Parameters& parameters : settings) {
    Finding outside;
    if (out_of_regime(parameters, design.base.scopes, outside)) return outside;
  }
  std::array<std::atomic<std::int64_t>, recorded_times> held_by_time{};
  const auto successes_among = [&](std::int64_t first, std::int64_t last) {
    return count_replicates(context, first, last, [&](std::int64_t replicate) {
      std::array<bool, recorded_times> all;
      all.fill(true);
      for (const Parameters& parameters : settings) {
        const auto held = outcome(design, parameters, replicate, context);
        for (std::size_t k = 0; k < all.size(); ++k) all[k] = all[k] && held[k];
      }
      for (std::size_t k = 0; k < all.size(); ++k) held_by_time[k] += all[k] ? 1 : 0;
      return all.back();
    });
  };
  const double least = 1 - design.base.parameters.failure_probability;
  const SuccessDecision decision = decide_success_probability(
      {.probability = least, .alpha = context.alpha, .first_look = first_look}, successes_among);
  finding.verdict = decision.verdict;
  finding.test = decision.test;
  finding.replicates = decision.replicates;
  finding.measurements = {{"share of replicates that succeed in the whole sweep",
                           least,
                           decision.test.value,
                           {least, 1.0}},
                          {"c", std::nullopt, design.base.parameters.steps / design.unit, {}}};
  for (std::size_t k = 0; k < recorded_times; ++k) {
    finding.measurements.push_back(
        {"share that succeed at " + std::to_string(k + 1) + "/8 of c tau",
         std::nullopt,
         static_cast<double>(held_by_time[k]) / static_cast<double>(decision.replicates),
         {}});
  }
  finding.explanation = std::to_string(decision.successes) + " of " +
                        std::to_string(decision.replicates) +
                        " replicates at one c for every d, n and alpha of the sweep";
  return finding;
}

BracketDesign part_one() {
  const TheoremTrial trial = not_overfitting_trial({}, not_overfitting_selections);
  return {trial, tau_select<double>(trial.parameters), tau_select<double>};
}

BracketDesign part_two() {
  const TheoremTrial trial = benign_overfitting_trial({}, benign_overfitting_selections);
  return {trial, tau_benign<double>(trial.parameters), tau_benign<double>};
}

Claim brackets(const char* part, const char* scale, const char* source, BracketDesign (*design)(),
               double c_factor) {
  return {{std::string("theorem.one_constant.") + part,
           std::string("along constant kappa one c serves every d, n and alpha: at c ") + scale +
               " the selection form of " + part + " holds with probability >= 1 - delta",
           source, "theorem",
           "kappa, eta, rho, delta of theorem." + std::string(part) +
               "; (d, n, alpha) = (10^8, 20, a), (10^10, 20, 0.7 a), (10^9, 40, a), "
               "all margins above 1, a at small-step margin 1.5",
           "c from the mean field at the first setting; a replicate succeeds where all three runs "
           "do; 96 replicates, doubled twice at most; Clopper-Pearson lower bound at least 1 - "
           "delta",
           "sampled", "double"},
          Decision::statistical,
          [design, c_factor](const ClaimContext& context) {
            BracketDesign chosen = design();
            chosen.base.parameters.steps *= c_factor;
            return check(chosen, context);
          }};
}

}  // namespace
}  // namespace brackets_trial

std::vector<Claim> bracket_claims(double c_factor) {
  return {brackets_trial::brackets("not_overfitting", "tau_select",
                                   "[derived] theory/README.md (2.3), from [paper] Theorem, part 1",
                                   brackets_trial::part_one, c_factor),
          brackets_trial::brackets("benign_overfitting", "tau_benign",
                                   "[derived] theory/README.md (2.4), from [paper] Theorem, part 2",
                                   brackets_trial::part_two, c_factor)};
}

}  // namespace benignity
