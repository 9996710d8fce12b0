#include <cmath>

#include "theory/assumptions/training.hpp"
#include "theory/assumptions/visibility.hpp"
#include "theory/mean_field/critical_kappa.hpp"
#include "theory/mean_field/event_times.hpp"
#include "theory/signal_to_noise_ratio.hpp"
#include "verify/claims/runs.hpp"
#include "verify/claims/theorem/claims.hpp"
#include "verify/claims/theorem/theorem_trial.hpp"

namespace benignity {
namespace {

/// What every margin that a design can choose freely is put to: just above 1/2.
constexpr double reserve = 0.55;
/// Entrywise near-orthogonality at about 0.55: a ninth of the dimension of in_regime_setting.
constexpr std::int64_t dimension = 14'000'000;

/// in_regime_setting with dimension, step and weak token at the reserve. kappa is left to set.
Parameters reserve_setting(double kappa) {
  Parameters parameters = in_regime_setting(kappa);
  parameters.dimension = dimension;
  parameters.weak_signal = 1 / (reserve * weak_token_is_weak_constant);
  return with_small_step_margin(with_kappa(parameters, kappa), reserve);
}

/// kappa/kappa* = 1.375: the window is short there, and tau is its middle in log time.
TheoremTrial not_overfitting_at_reserve(const HalvedMarginsDesign& design) {
  const double critical = critical_kappa(reserve_setting(1)).value.value();
  Parameters parameters = reserve_setting(reserve * regime_distance_constant * critical);
  const MeanFieldTimes times = mean_field_times(parameters);
  parameters.steps =
      std::ceil(design.time_factor * std::sqrt(times.select_noisy.value() * times.exit.value()));
  return {parameters,
          {MarginScope::both_parts, MarginScope::part_one},
          not_overfitting_selections,
          {{"exit of the window / its begin",
            std::nullopt,
            times.exit.value() / times.select_noisy.value(),
            {}}},
          0.5};
}

/// kappa*/kappa = 1.375, the gap of the theorem's own trial.
TheoremTrial benign_overfitting_at_reserve(const HalvedMarginsDesign& design) {
  const double critical = critical_kappa(reserve_setting(1)).value.value();
  Parameters parameters = reserve_setting(critical / (reserve * regime_distance_constant));
  parameters.chosen_target_gap = std::log(static_cast<double>(parameters.tokens - 1)) +
                                 BenignOverfittingDesign{}.gap_above_uniform;
  const MeanFieldTimes times = mean_field_times(parameters);
  parameters.steps =
      std::ceil(design.time_factor * std::max(times.generalize.value(), 1.1 * times.fit.value()));
  return {parameters,
          {MarginScope::both_parts, MarginScope::part_two},
          benign_overfitting_selections,
          {{"tau / fitting time", std::nullopt, parameters.steps / times.fit.value(), {}}},
          0.5};
}

Claim halved(const char* part, const char* equation, const HalvedMarginsDesign& design,
             TheoremTrial (*trial)(const HalvedMarginsDesign&)) {
  return {
      {std::string("margins.halved.") + part,
       std::string("with every margin's constant halved, the selection form of ") + part +
           " still holds with probability >= 1 - delta",
       std::string("[derived] theory/README.md section 9, reserve, and ") + equation, "margins",
       "every margin exceeds 1/2; entrywise orthogonality, step, weak token and regime distance "
       "just so (0.55): n = 20, T = 4, d = 1.4 10^7, eta = delta = 0.1, rho = 0.36",
       "tau from the mean field: the middle of the window in log time (part 1), the time of "
       "test gap log(T-1) + 1/2, at least 1.1 fitting times (part 2); 128 replicates, doubled "
       "twice at most; Clopper-Pearson lower bound at least 1 - delta",
       "sampled", "double"},
      Decision::statistical,
      [design, trial](const ClaimContext& context) { return decide(trial(design), context); }};
}

}  // namespace

std::vector<Claim> halved_margins_claims(const HalvedMarginsDesign& design) {
  return {halved("not_overfitting", "(2.3)", design, not_overfitting_at_reserve),
          halved("benign_overfitting", "(2.4)", design, benign_overfitting_at_reserve)};
}

}  // namespace benignity
