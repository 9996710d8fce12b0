#include <cmath>

#include "theory/mean_field/event_times.hpp"
#include "theory/time_scales.hpp"
#include "verify/claims/theorem/theorem_claims.hpp"
#include "verify/claims/theorem/theorem_trial.hpp"

namespace benignity {
namespace {

/// kappa* is 14.4 here, so that kappa*/kappa = 7.2 exceeds the margin's 2.5.
constexpr double design_kappa = 2;
/// The gap lambda at tau: with T - 1 other tokens at logit 0 it makes s_1 = 1/(1 + e^{-1/2}) =
/// 0.62.
constexpr double gap_above_uniform = 0.5;

/// Every training label is memorised and P[sign f != Y*] < delta.
bool signs(const Snapshot& snapshot, double delta) {
  return snapshot.train_accuracy == 1 && 1 - snapshot.test.accuracy.mean < delta;
}

/// Clean samples select x_1, noisy ones are fitted by leaving it, a share of at least 1 - delta of
/// fresh samples select x_1.
bool selections(const Snapshot& snapshot, double delta) {
  return snapshot.train_accuracy == 1 && snapshot.clean_relevant_min >= 0.5 &&
         snapshot.noisy_relevant_max < 0.5 && snapshot.test.selected.mean >= 1 - delta;
}

Finding check(const ClaimContext& context,
              bool (*event)(const Snapshot& snapshot, double failure_probability)) {
  Parameters parameters = in_regime_setting(design_kappa);
  parameters.chosen_target_gap =
      std::log(static_cast<double>(parameters.tokens - 1)) + gap_above_uniform;
  const MeanFieldTimes times = mean_field_times(parameters);
  const double generalize = times.generalize.value();
  parameters.steps = std::ceil(generalize);
  const double unit = tau_benign<double>(parameters);
  const TheoremTrial trial{
      parameters,
      {MarginScope::both_parts, MarginScope::part_two, MarginScope::mean_field},
      event,
      {{"c = tau / tau_benign", generalize / unit, parameters.steps / unit, {}},
       {"tau / fitting time", std::nullopt, parameters.steps / times.fit.value(), {}}}};
  return decide(trial, context);
}

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

Claim benign_overfitting_sign_claim() {
  return {description("theorem.benign_overfitting.sign",
                      "every training label is memorised, noisy ones included, and "
                      "P[sign f(X) != Y*] < delta on fresh data",
                      "[paper] Theorem, part 2"),
          Decision::statistical, [](const ClaimContext& context) { return check(context, signs); }};
}

Claim benign_overfitting_selection_claim() {
  return {description("theorem.benign_overfitting.selection",
                      "every label is memorised, clean samples have s_1 >= 1/2, noisy ones "
                      "s_1 < 1/2, and a share >= 1 - delta of fresh ones s_1 >= 1/2",
                      "[derived] theory/README.md (2.4), from [paper] Theorem, part 2"),
          Decision::statistical,
          [](const ClaimContext& context) { return check(context, selections); }};
}

}  // namespace benignity
