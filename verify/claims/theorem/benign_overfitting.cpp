#include <cmath>

#include "theory/mean_field/event_times.hpp"
#include "theory/time_scales.hpp"
#include "verify/claims/theorem/claims.hpp"
#include "verify/claims/theorem/theorem_trial.hpp"

namespace benignity {
namespace benign_overfitting_statement {
namespace {

ClaimDescription description(const char* id, const char* event, const char* source) {
  return {
      id,
      std::string("SNR^2 = o(1/n): at tau = c tau_benign, with probability >= 1 - delta, ") + event,
      source,
      "theorem",
      "all margins of theory/README.md section 9 for part 2 exceed 1: n = 20, T = 4, d = 10^8, "
      "kappa = 2, eta = rho = delta = 0.1",
      "tau = the mean field's time at which the test gap reaches log(T-1) + 1/2; 128 replicates, "
      "doubled twice at most; Clopper-Pearson lower bound at least 1 - delta; 500 fresh samples "
      "a replicate",
      "sampled",
      "double"};
}

}  // namespace
}  // namespace benign_overfitting_statement

bool benign_overfitting_signs(const Snapshot& snapshot, double delta) {
  return snapshot.train_accuracy == 1 && 1 - snapshot.test.accuracy.mean < delta;
}

bool benign_overfitting_selections(const Snapshot& snapshot, double delta) {
  return snapshot.train_accuracy == 1 && snapshot.clean_relevant_min >= 0.5 &&
         snapshot.noisy_relevant_max < 0.5 && snapshot.test.selected.mean >= 1 - delta;
}

TheoremTrial benign_overfitting_trial(const BenignOverfittingDesign& design, SnapshotEvent event) {
  Parameters parameters = in_regime_setting(design.kappa);
  parameters.chosen_target_gap =
      std::log(static_cast<double>(parameters.tokens - 1)) + design.gap_above_uniform;
  const MeanFieldTimes times = mean_field_times(parameters);
  const double tau = design.delay * times.generalize.value();
  parameters.steps = std::ceil(tau);
  const double unit = tau_benign<double>(parameters);
  return {parameters,
          {MarginScope::both_parts, MarginScope::part_two},
          event,
          {{"c = tau / tau_benign", tau / unit, parameters.steps / unit, {}},
           {"tau / fitting time", std::nullopt, parameters.steps / times.fit.value(), {}}}};
}

Claim benign_overfitting_sign_claim() {
  return {benign_overfitting_statement::description(
              "theorem.benign_overfitting.sign",
              "every training label is memorised, noisy ones included, and "
              "P[sign f(X) != Y*] < delta on fresh data",
              "[paper] Theorem, part 2"),
          Decision::statistical, [](const ClaimContext& context) {
            return decide(benign_overfitting_trial({}, benign_overfitting_signs), context);
          }};
}

Claim benign_overfitting_selection_claim() {
  return {benign_overfitting_statement::description(
              "theorem.benign_overfitting.selection",
              "every label is memorised, clean samples have s_1 >= 1/2, noisy ones "
              "s_1 < 1/2, and a share >= 1 - delta of fresh ones s_1 >= 1/2",
              "[derived] theory/README.md (2.4), from [paper] Theorem, part 2"),
          Decision::statistical, [](const ClaimContext& context) {
            return decide(benign_overfitting_trial({}, benign_overfitting_selections), context);
          }};
}

}  // namespace benignity
