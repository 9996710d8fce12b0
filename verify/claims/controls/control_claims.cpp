#include <cmath>
#include <string>
#include <utility>

#include "verify/claims/controls/control.hpp"
#include "verify/claims/engine/engine_claims.hpp"
#include "verify/claims/engine/stopping_steps.hpp"
#include "verify/claims/exponent/claims.hpp"
#include "verify/claims/harmful/claims.hpp"
#include "verify/claims/lemma/claims.hpp"
#include "verify/claims/lemma/comparison_on_trajectories.hpp"
#include "verify/claims/mean_field/claims.hpp"
#include "verify/claims/theorem/claims.hpp"
#include "verify/claims/theorem/existence.hpp"
#include "verify/claims/theorem/ray.hpp"
#include "verify/claims/theorem/theorem_trial.hpp"

namespace benignity {
namespace {

constexpr double exponent_shift = 0.05;

Mutant exponent_mutant(ExponentTrial trial) {
  trial.exponent += exponent_shift;
  const double stated = trial.exponent;
  Mutant mutant{trial.id, "shifted", "exponent off by 0.05", exponent_claim(trial).check, {}};
  if (trial.decided == ExponentTrial::Decided::by_runs) {
    mutant.power = [stated](const Finding& finding) {
      return power_of_slope_test(finding, stated, exponent_tolerance,
                                 static_cast<double>(exponent_clusters));
    };
  }
  return mutant;
}

Mutant theorem_mutant(const char* id, const char* name, const char* change,
                      TheoremTrial (*trial)()) {
  return {id, name, change,
          [trial](const ClaimContext& context) { return decide(trial(), context); },
          [trial](const Finding& finding) {
            return power_of_success_test(
                finding, {.probability = 1 - trial().parameters.failure_probability});
          }};
}

/// The generalisation time over n at fixed |mu|, which is no power, stated with its own
/// least-squares exponent: what an exponent alone would pass. The trial is made when it is checked:
/// to find that exponent takes 24 paths of the mean field, 0.15 s, which every command that only
/// lists the claims would wait for.
Mutant bent_mutant() {
  return {"exponent.generalisation_time.samples",
          "bent",
          "kappa moving along: exp(1/kappa) under its least-squares exponent",
          [](const ClaimContext& context) {
            throw_if_interrupted(context);
            return exponent_claim(bent_generalisation_trial()).check(context);
          },
          {}};
}

/// Eight of nine settings keep their promises: on average nearly what is asked.
Mutant one_setting_mutant() {
  return {"theorem.existence",
          "one_setting",
          "an end of the window three times as far at one of nine",
          [](const ClaimContext& context) {
            const std::vector<Parameters> settings = existence_settings();
            const auto window_of = [&](const Parameters& parameters) {
              QueryWindow window = query_window(parameters);
              const bool is_first = parameters.samples == settings.front().samples &&
                                    parameters.dimension == settings.front().dimension;
              if (is_first) *window.not_overfitting_end *= 3;
              return window;
            };
            return decide({settings, window_of}, context);
          },
          {}};
}

std::vector<Mutant> theorem_mutants() {
  return {theorem_mutant(
              "theorem.not_overfitting.selection", "early", "a third of c",
              [] { return not_overfitting_trial({.delay = 0.5}, not_overfitting_selections); }),
          theorem_mutant("theorem.benign_overfitting.selection", "early",
                         "1/2 below log(T-1), not above",
                         [] {
                           return benign_overfitting_trial({.gap_above_uniform = -0.5},
                                                           benign_overfitting_selections);
                         }),
          theorem_mutant("theorem.not_overfitting.sign", "swapped", "part 2's event",
                         [] { return not_overfitting_trial({}, benign_overfitting_signs); }),
          theorem_mutant("theorem.benign_overfitting.sign", "swapped", "part 1's event",
                         [] { return benign_overfitting_trial({}, not_overfitting_signs); })};
}

Mutant growth_mutant(const char* name, const char* change,
                     const InverseBoundsConstants& constants) {
  return {"lemma.inverse_bounds",
          name,
          change,
          [constants](const ClaimContext& context) {
            throw_if_interrupted(context);
            CertificationDesign design;
            design.quasi_random_points = 2000;
            design.many_token_points = 5;
            design.largest_tokens = 500;
            design.identity_points = 20;
            design.largest_box_count = 1000;  // a false statement may leave the proof without end
            return lemma_finding(certify(inverse_bounds_lemma(constants).trial(design), design));
          },
          {}};
}

/// Power of a joint decision by its weakest slope, a ratio to the stated one (5 clusters).
double power_of_slope_ratio(const Finding& finding) {
  return power_of_slope_test(finding, 1, 0.01, ray_clusters);
}

/// The same of bootstrapped ratios of pairs, the bounds taken for Student's.
double power_of_time_ratio(const Finding& finding) {
  return power_of_slope_test(finding, 1, 0.01, gain_pairs);
}

std::vector<Mutant> sweep_mutants() {
  return {{"theorem.generalisation_slope", "steeper", "a slope off by 5%",
           generalisation_slope_claim({.slope_factor = 1.05}).check, power_of_slope_ratio},
          {"theorem.exponent_constant", "naive", "slope 1: e^{1/kappa} itself",
           exponent_constant_claim({.stated_exponent = 1}).check, power_of_slope_ratio},
          {"theorem.exponent_constant", "steeper", "slopes off by 5%",
           exponent_constant_claim({.slope_factor = 1.05}).check, power_of_slope_ratio},
          {"exponent.selection_time.gain_is_a_sum", "smaller", "sigma_w^2 + 0.9 sigma_p^2",
           gain_is_a_sum_claim({.query_share = 0.9}).check, power_of_time_ratio},
          {"exponent.selection_time.gain_is_a_sum", "alone",
           "sigma_w^2 alone: max, where sigma_p is the smaller",
           gain_is_a_sum_claim({.query_share = 0}).check, power_of_time_ratio},
          {"theorem.softmax_levels",
           "slow",
           "times off by 5%",
           softmax_levels_claim({.time_factor = 1.05}).check,
           {}},
          {"mean_field.benign_slope",
           "steeper",
           "a slope off by 1%",
           benign_slope_claim({.slope_factor = 1.01}).check,
           {}},
          {"mean_field.second_order",
           "lazy",
           "H and q held still",
           second_order_claim({.growth_factor = 0}).check,
           {}},
          {"engine.flow_rate",
           "shifted",
           "exponent 1.2 for 1",
           flow_rate_claim({.exponent = 1.2}).check,
           {}},
          {"theorem.regime", "far", "twice kappa*", regime_claim({.critical_factor = 2}).check, {}},
          {"mean_field.flow_limit",
           "shifted",
           "exponent -0.7 for -0.5",
           flow_limit_claim({.exponent = -0.7}).check,
           {}},
          {"mean_field.exit_law",
           "steeper",
           "a rate off by 1%",
           exit_law_claim({.rate_factor = 1.01}).check,
           {}},
          {"mean_field.published_settings",
           "shifted",
           "0.917 for 0.867",
           published_settings_claim({.test_accuracy_shift = 0.05}).check,
           {}},
          {"theorem.window",
           "steeper",
           "an exit rate off by 5%",
           window_claim({.rate_factor = 1.05}).check,
           {}},
          {"theorem.limit.not_overfitting",
           "early",
           "half of tau",
           success_limit_claims({.time_factor = 0.5}).front().check,
           {}},
          {"theorem.limit.not_overfitting",
           "constant",
           "the first rung at every rung",
           success_limit_claims({.climbs = SuccessLimitDesign::Climbs::never}).front().check,
           {}},
          {"theorem.limit.benign_overfitting",
           "constant",
           "the first rung at every rung",
           success_limit_claims({.climbs = SuccessLimitDesign::Climbs::never}).back().check,
           {}},
          {"engine.stopping_steps",
           "longer",
           "a step size longer by 0.1%",
           stopping_steps_claim({.step_size_factor = 1.001}).check,
           {}}};
}

/// Head noise, memorisation, label noise and the published curves, each one constant away.
std::vector<Mutant> regime_mutants() {
  const auto arithmetic = [](const char* id, const char* name, const char* change,
                             const Claim& claim) {
    return Mutant{id, name, change, claim.check, {}};
  };
  return {arithmetic("theorem.harmful.test_error", "head", "sqrt(T) for sqrt(2T)",
                     harmful_test_error_claim({.head_resolution_factor = std::sqrt(2.0)})),
          arithmetic("theorem.harmful.test_error", "loud", "twice the logits' variance",
                     harmful_test_error_claim({.logit_variance_factor = 2})),
          // At the map's largest errors, where the head's noise decides alone.
          arithmetic("theorem.harmful.map", "head", "sqrt(T) for sqrt(2T)",
                     harmful_map_claim({.dimensions = {4500, 30'000},
                                        .signal_norms = {3, 6},
                                        .head_resolution_factor = std::sqrt(2.0)})),
          arithmetic("theorem.harmful.mechanism", "early", "step 10^3 for 10^12",
                     harmful_mechanism_claim({.late_step = 1e3})),
          arithmetic("theorem.label_noise", "limit", "1.1 sigma(-g/2)",
                     label_noise_claim({.limit_factor = 1.1})),
          arithmetic("theorem.label_noise", "plateau", "a plateau off by 2%",
                     label_noise_claim({.plateau_factor = 1.02})),
          // Every setting of it fails, so that few settings and a short second look decide.
          {"theorem.hunt",
           "start_gain",
           "steps judged by the gain of the start, laziness not asked",
           hunt_claim({.settings = 12, .second_look = 8, .margins_of_the_start = true}).check,
           {}},
          {"mean_field.map_boundary",
           "far",
           "a boundary at twice the kappa",
           map_boundary_claim({.boundary_factor = 2}).check,
           {}},
          {"mean_field.published_dynamics", "louder", "weights of variance 1/(2d)",
           published_dynamics_claim({.weight_variance_factor = 1.5}).check, power_of_envelope}};
}

}  // namespace

std::vector<Mutant> token_selection_mutants() {
  std::vector<Mutant> mutants = theorem_mutants();
  for (const ExponentTrial& trial : selection_time_trials()) {
    mutants.push_back(exponent_mutant(trial));
  }
  for (const ExponentTrial& trial : memorisation_time_trials()) {
    mutants.push_back(exponent_mutant(trial));
  }
  for (const ExponentTrial& trial : generalisation_time_trials()) {
    mutants.push_back(exponent_mutant(trial));
  }
  mutants.push_back(bent_mutant());
  mutants.push_back(one_setting_mutant());
  for (Mutant& mutant : sweep_mutants()) mutants.push_back(std::move(mutant));
  mutants.push_back({"theorem.threshold",
                     "shifted",
                     "exponent -1.1",
                     threshold_claim({.exponent = -1.1}).check,
                     {}});
  mutants.push_back({"theorem.delay",
                     "steeper",
                     "a slope off by 5%",
                     delay_claim({.slope_factor = 1.05}).check,
                     {}});
  for (const Claim& claim : one_constant_claims({.samples_power = 0.1})) {
    mutants.push_back(
        {claim.description.id, "samples", "a time scale with n^0.1 too much", claim.check, {}});
  }
  for (const Claim& claim : halved_margins_claims({.time_factor = 0.25})) {
    mutants.push_back({claim.description.id, "early", "a quarter of tau", claim.check, {}});
  }
  mutants.push_back({"mean_field.event_times",
                     "slow",
                     "times off by 5%",
                     mean_field_event_times_claim(1.05).check,
                     {}});
  mutants.push_back({"mean_field.log_times",
                     "slow",
                     "times off by 3%",
                     mean_field_log_times_claim(1.03).check,
                     {}});
  mutants.push_back({"engine.sampled_law",
                     "freer",
                     "one degree of freedom more",
                     sampled_law_claim({.extra_degrees = 1}).check,
                     {}});
  // (8.21) comes from e^x = N(y + 2x + N e^{-x}); a published summary prints log T for log(T-1).
  mutants.push_back(growth_mutant("wrong_sign", "-2x for 2x in G", {.gap_factor = -2}));
  mutants.push_back(
      growth_mutant("one_more_token", "log T for log(T-1) in G", {.extra_tokens = 1}));
  mutants.push_back({"lemma.comparison_on_trajectories",
                     "half",
                     "envelopes of half of the fitted rates",
                     [](const ClaimContext& context) {
                       const auto half = [](const StepRates<double>& fitted) {
                         const StepRates<double> rates = with_reserve(fitted);
                         return StepRates<double>{rates.smallest / 2, rates.largest / 2};
                       };
                       return decide(ComparisonTrial{half}, context);
                     },
                     {}});
  for (Mutant& mutant : regime_mutants()) mutants.push_back(std::move(mutant));
  return mutants;
}

}  // namespace benignity
