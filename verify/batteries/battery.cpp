#include "verify/batteries/battery.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include <fnmatch.h>

#include "theory/invalid_input.hpp"
#include "verify/claims/controls/control.hpp"
#include "verify/claims/engine/engine_claims.hpp"
#include "verify/claims/engine/stopping_steps.hpp"
#include "verify/claims/exponent/claims.hpp"
#include "verify/claims/harmful/claims.hpp"
#include "verify/claims/lemma/claims.hpp"
#include "verify/claims/mean_field/claims.hpp"
#include "verify/claims/theorem/claims.hpp"

namespace benignity {
namespace {

/// At most 20 seconds on two cores. The longest claim comes first, so that it does not end the run
/// alone.
std::vector<Claim> smoke_claims() {
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

/// At most 5 minutes on two cores: smoke and what needs sweeps.
std::vector<Claim> standard_claims() {
  std::vector<Claim> claims = smoke_claims();
  append(claims, selection_time_claims());
  append(claims, memorisation_time_claims());
  append(claims, generalisation_time_claims());
  append(claims, lemma_claims());
  append(claims, flow_and_mean_field_claims());
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

/// At most 30 minutes on two cores: standard, the maps and a hunt for contradictions.
std::vector<Claim> full_claims() {
  std::vector<Claim> claims = standard_claims();
  claims.push_back(harmful_map_claim());
  claims.push_back(map_boundary_claim());
  claims.push_back(hunt_claim());
  return claims;
}

/// PASS means that a mutant is detected, at the level its claim has in the standard battery.
Battery controls_battery() {
  const Battery standard{"standard", standard_claims()};
  return {"controls", control_claims(standard.family_size())};
}

std::string known_batteries() {
  std::string known;
  for (const std::string& each : battery_names()) known += (known.empty() ? "" : ", ") + each;
  return known;
}

bool matches_any(const Battery& battery, const std::string& glob) {
  return std::any_of(battery.claims.begin(), battery.claims.end(), [&](const Claim& claim) {
    return fnmatch(glob.c_str(), claim.description.id.c_str(), 0) == 0;
  });
}

}  // namespace

std::size_t Battery::family_size(std::string_view theorem) const {
  return static_cast<std::size_t>(
      std::count_if(claims.begin(), claims.end(), [&](const Claim& claim) {
        return claim.decision == Decision::statistical && claim.description.theorem == theorem;
      }));
}

const std::vector<std::string>& battery_names() {
  static const std::vector<std::string> names = {"smoke", "standard", "full", "controls", "hunt"};
  return names;
}

Battery battery(std::string_view name) {
  if (name == "smoke") return {"smoke", smoke_claims()};
  if (name == "standard") return {"standard", standard_claims()};
  if (name == "full") return {"full", full_claims()};
  if (name == "controls") return controls_battery();
  if (name == "hunt") return {"hunt", {wide_hunt_claim()}};
  throw InvalidInput("battery", std::string(name), "one of " + known_batteries());
}

std::vector<Battery> every_battery() {
  std::vector<Battery> batteries;
  for (const std::string& name : battery_names()) batteries.push_back(battery(name));
  return batteries;
}

Battery battery_with(const std::vector<std::string>& globs) {
  for (Battery& candidate : every_battery()) {
    if (std::all_of(globs.begin(), globs.end(),
                    [&](const std::string& glob) { return matches_any(candidate, glob); })) {
      return std::move(candidate);
    }
  }
  // Each on its own may be found, only not in one battery, in which they would be judged together.
  for (const std::string& glob : globs) {
    if (globs.size() > 1) static_cast<void>(battery_with({glob}));
  }
  const std::string requirement =
      globs.size() > 1 ? "one with the others in one battery (benignity claims lists them)"
                       : "the id of a claim of battery " + known_batteries() +
                             " or a pattern that matches one (benignity claims lists them)";
  throw InvalidInput("claim", globs.back(), requirement);
}

std::vector<Claim> every_claim() {
  std::vector<Claim> claims = full_claims();
  append(claims, controls_battery().claims);
  claims.push_back(wide_hunt_claim());
  return claims;
}

}  // namespace benignity
