#include "verify/claims/controls/token_selection_controls.hpp"
#include "verify/claims/engine/engine_claims.hpp"
#include "verify/claims/engine/stopping_steps.hpp"
#include "verify/claims/exponent/claims.hpp"
#include "verify/claims/mean_field/claims.hpp"
#include "verify/claims/theorem/claims.hpp"
#include "verify/claims/theorem/ray.hpp"

namespace benignity {
namespace rate_controls {
namespace {

/// Power of a joint decision by its weakest slope, a ratio to the stated one (5 clusters).
double power_of_slope_ratio(const Finding& finding) {
  return power_of_slope_test(finding, 1, 0.01, ray_clusters);
}

/// The same of bootstrapped ratios of pairs, the bounds taken for Student's.
double power_of_time_ratio(const Finding& finding) {
  return power_of_slope_test(finding, 1, 0.01, gain_pairs);
}

}  // namespace
}  // namespace rate_controls

std::vector<Mutant> rate_mutants() {
  using namespace rate_controls;
  std::vector<Mutant> mutants = {
      {"theorem.generalisation_slope", "steeper", "a slope off by 5%",
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
      without_power("theorem.softmax_levels", "slow", "times off by 5%",
                    softmax_levels_claim({.time_factor = 1.05})),
      without_power("mean_field.benign_slope", "steeper", "a slope off by 1%",
                    benign_slope_claim({.slope_factor = 1.01})),
      without_power("mean_field.second_order", "lazy", "H and q held still",
                    second_order_claim({.growth_factor = 0})),
      without_power("engine.flow_rate", "shifted", "exponent 1.2 for 1",
                    flow_rate_claim({.exponent = 1.2})),
      without_power("theorem.regime", "far", "twice kappa*", regime_claim({.critical_factor = 2})),
      without_power("mean_field.flow_limit", "shifted", "exponent -0.7 for -0.5",
                    flow_limit_claim({.exponent = -0.7})),
      without_power("mean_field.exit_law", "steeper", "a rate off by 1%",
                    exit_law_claim({.rate_factor = 1.01})),
      without_power("mean_field.published_settings", "shifted", "0.917 for 0.867",
                    published_settings_claim({.test_accuracy_shift = 0.05})),
      without_power("theorem.window", "steeper", "an exit rate off by 5%",
                    window_claim({.rate_factor = 1.05})),
      without_power("theorem.limit.not_overfitting", "early", "half of tau",
                    success_limit_claims({.time_factor = 0.5}).front()),
      without_power("theorem.limit.not_overfitting", "constant", "the first rung at every rung",
                    success_limit_claims({.climbs = SuccessLimitDesign::Climbs::never}).front()),
      without_power("theorem.limit.benign_overfitting", "constant", "the first rung at every rung",
                    success_limit_claims({.climbs = SuccessLimitDesign::Climbs::never}).back()),
      without_power("engine.stopping_steps", "longer", "a step size longer by 0.1%",
                    stopping_steps_claim({.step_size_factor = 1.001})),
      without_power("theorem.threshold", "shifted", "exponent -1.1",
                    threshold_claim({.exponent = -1.1})),
      without_power("theorem.delay", "steeper", "a slope off by 5%",
                    delay_claim({.slope_factor = 1.05}))};
  for (const Claim& claim : one_constant_claims({.samples_power = 0.1})) {
    mutants.push_back(
        {claim.description.id, "samples", "a time scale with n^0.1 too much", claim.check, {}});
  }
  for (const Claim& claim : halved_margins_claims({.time_factor = 0.25})) {
    mutants.push_back({claim.description.id, "early", "a quarter of tau", claim.check, {}});
  }
  mutants.push_back(without_power("mean_field.event_times", "slow", "times off by 5%",
                                  mean_field_event_times_claim(1.05)));
  mutants.push_back(without_power("mean_field.log_times", "slow", "times off by 3%",
                                  mean_field_log_times_claim(1.03)));
  mutants.push_back(without_power("engine.sampled_law", "freer", "one degree of freedom more",
                                  sampled_law_claim({.extra_degrees = 1})));
  return mutants;
}

}  // namespace benignity
