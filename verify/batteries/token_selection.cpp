#include "verify/batteries/token_selection.hpp"

#include <iterator>
#include <utility>

#include "verify/claims/engine/engine_claims.hpp"
#include "verify/claims/engine/stopping_steps.hpp"
#include "verify/claims/exponent/claims.hpp"
#include "verify/claims/harmful/claims.hpp"
#include "verify/claims/lemma/claims.hpp"
#include "verify/claims/mean_field/claims.hpp"
#include "verify/claims/theorem/claims.hpp"

namespace benignity {
namespace token_selection_list {
namespace {

/// About 20 seconds on one core.
std::vector<Claim> flow_and_mean_field_claims() {
  return {second_order_claim(),    published_settings_claim(), mean_field_log_times_claim(),
          flow_limit_claim(),      sampled_run_law_claim(),    test_law_across_times_claim(),
          flow_invariants_claim(), flow_rate_claim(),          benign_slope_claim(),
          exit_law_claim()};
}

void append(std::vector<Claim>& claims, std::vector<Claim> more) {
  std::move(more.begin(), more.end(), std::back_inserter(claims));
}

}  // namespace
}  // namespace token_selection_list

// The longest claim comes first, so that it does not end the run alone.
std::vector<Claim> token_selection_smoke() {
  return {double_shadow_claim(),
          not_overfitting_sign_claim(),
          not_overfitting_selection_claim(),
          benign_overfitting_sign_claim(),
          benign_overfitting_selection_claim(),
          regime_claim(),
          mean_field_event_times_claim(),
          attention_gradient_claim(),
          two_layer_gradient_claim(),
          gram_equals_dense_claim(),
          congruence_claim(),
          rebuilt_parameters_claim(),
          sampled_law_claim()};
}

std::vector<Claim> token_selection_standard() {
  using token_selection_list::append;
  std::vector<Claim> claims = token_selection_smoke();
  append(claims, selection_time_claims());
  append(claims, memorisation_time_claims());
  append(claims, generalisation_time_claims());
  append(claims, lemma_claims());
  append(claims, token_selection_list::flow_and_mean_field_claims());
  append(claims, one_constant_claims());
  append(claims, halved_margins_claims());
  append(claims, {threshold_claim(), delay_claim()});
  append(claims, success_limit_claims());
  append(claims, {generalisation_slope_claim(), exponent_constant_claim(), gain_is_a_sum_claim(),
                  softmax_levels_claim(), window_claim(), stopping_steps_claim()});
  append(claims, {harmful_test_error_claim(), harmful_mechanism_claim(), label_noise_claim(),
                  published_dynamics_claim()});
  claims.push_back(comparison_on_trajectories_claim());
  claims.push_back(concentration_claim());
  claims.push_back(existence_claim());
  return claims;
}

std::vector<Claim> token_selection_beyond_standard() {
  return {harmful_map_claim(), map_boundary_claim(), hunt_claim()};
}

}  // namespace benignity
