#include <cmath>
#include <utility>

#include "theory/mean_field/event_times.hpp"
#include "theory/time_scales.hpp"
#include "verify/claims/theorem/claims.hpp"
#include "verify/claims/theorem/theorem_trial.hpp"

namespace benignity {
namespace not_overfitting_statement {
namespace {

ClaimDescription description(const char* id, const char* event, const char* source) {
  return {
      id,
      std::string("SNR^2 = omega(1/n): at tau = c tau_select, with probability >= 1 - delta, ") +
          event,
      source,
      "theorem",
      "all margins of theory/README.md section 9 for part 1 exceed 1: n = 20, T = 4, d = 10^8, "
      "kappa = 45, eta = rho = delta = 0.1",
      "tau = 1.5 times the mean field's time at which noisy samples select x_1; 128 replicates, "
      "doubled twice at most; Clopper-Pearson lower bound at least 1 - delta; 500 fresh samples "
      "a replicate",
      "sampled",
      "double"};
}

}  // namespace
}  // namespace not_overfitting_statement

bool not_overfitting_signs(const Snapshot& snapshot, double delta) {
  return snapshot.clean_fitted == 1 && snapshot.noisy_fitted == 0 &&
         1 - snapshot.test.accuracy.mean < delta;
}

bool not_overfitting_selections(const Snapshot& snapshot, double delta) {
  return snapshot.clean_relevant_min >= 0.5 && snapshot.noisy_relevant_min >= 0.5 &&
         snapshot.test.selected.mean >= 1 - delta;
}

TheoremTrial not_overfitting_trial(const NotOverfittingDesign& design, SnapshotEvent event) {
  Parameters parameters = in_regime_setting(design.kappa);
  const MeanFieldTimes times = mean_field_times(parameters);
  const double select = times.select_noisy.value();
  parameters.steps = std::ceil(design.delay * select);
  const double unit = tau_select<double>(parameters);
  return {parameters,
          {MarginScope::both_parts, MarginScope::part_one},
          event,
          {{"c = tau / tau_select", design.delay * select / unit, parameters.steps / unit, {}},
           {"exit of the window / tau", std::nullopt, times.exit.value() / parameters.steps, {}}}};
}

Claim not_overfitting_sign_claim() {
  ClaimDescription description = not_overfitting_statement::description(
      "theorem.not_overfitting.sign",
      "every clean sample is fitted, every noisy one is not, and "
      "P[sign f(X) != Y*] < delta on fresh data",
      "[paper] Theorem, part 1");
  description.expected = {
      Verdict::vacuous,
      "at small initial logits attention is uniform, and the mean of a sample's tokens already has "
      "the sign of its true class: every replicate has the event at tau = 0. What training has to "
      "earn is theorem.not_overfitting.selection"};
  return {std::move(description), Decision::statistical, [](const ClaimContext& context) {
            return decide(not_overfitting_trial({}, not_overfitting_signs), context);
          }};
}

Claim not_overfitting_selection_claim() {
  return {not_overfitting_statement::description(
              "theorem.not_overfitting.selection",
              "every training sample and a share >= 1 - delta of fresh ones have "
              "s_1 >= 1/2",
              "[derived] theory/README.md (2.3), from [paper] Theorem, part 1"),
          Decision::statistical, [](const ClaimContext& context) {
            return decide(not_overfitting_trial({}, not_overfitting_selections), context);
          }};
}

}  // namespace benignity
