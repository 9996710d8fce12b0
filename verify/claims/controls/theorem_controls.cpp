#include "verify/claims/controls/token_selection_controls.hpp"
#include "verify/claims/exponent/claims.hpp"
#include "verify/claims/theorem/claims.hpp"
#include "verify/claims/theorem/existence.hpp"
#include "verify/claims/theorem/theorem_trial.hpp"

namespace benignity {
namespace theorem_controls {
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

}  // namespace
}  // namespace theorem_controls

std::vector<Mutant> theorem_mutants() {
  using namespace theorem_controls;
  std::vector<Mutant> mutants = {
      theorem_mutant(
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
  for (const auto& trials :
       {selection_time_trials(), memorisation_time_trials(), generalisation_time_trials()}) {
    for (const ExponentTrial& trial : trials) mutants.push_back(exponent_mutant(trial));
  }
  mutants.push_back(bent_mutant());
  mutants.push_back(one_setting_mutant());
  return mutants;
}

}  // namespace benignity
