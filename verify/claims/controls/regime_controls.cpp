#include <cmath>

#include "verify/claims/controls/token_selection_controls.hpp"
#include "verify/claims/harmful/claims.hpp"
#include "verify/claims/mean_field/claims.hpp"
#include "verify/claims/theorem/claims.hpp"

namespace benignity {

std::vector<Mutant> regime_mutants() {
  return {
      without_power("theorem.harmful.test_error", "head", "sqrt(T) for sqrt(2T)",
                    harmful_test_error_claim({.head_resolution_factor = std::sqrt(2.0)})),
      without_power("theorem.harmful.test_error", "loud", "twice the logits' variance",
                    harmful_test_error_claim({.logit_variance_factor = 2})),
      // At the map's largest errors, where the head's noise decides alone.
      without_power("theorem.harmful.map", "head", "sqrt(T) for sqrt(2T)",
                    harmful_map_claim({.dimensions = {4500, 30'000},
                                       .signal_norms = {3, 6},
                                       .head_resolution_factor = std::sqrt(2.0)})),
      without_power("theorem.harmful.mechanism", "early", "step 10^3 for 10^12",
                    harmful_mechanism_claim({.late_step = 1e3})),
      without_power("theorem.label_noise", "limit", "1.1 sigma(-g/2)",
                    label_noise_claim({.limit_factor = 1.1})),
      without_power("theorem.label_noise", "plateau", "a plateau off by 2%",
                    label_noise_claim({.plateau_factor = 1.02})),
      // Every setting of it fails, so that few settings and a short second look decide.
      without_power("theorem.hunt", "start_gain",
                    "steps judged by the gain of the start, laziness not asked",
                    hunt_claim({.settings = 12, .second_look = 8, .margins_of_the_start = true})),
      without_power("mean_field.map_boundary", "far", "a boundary at twice the kappa",
                    map_boundary_claim({.boundary_factor = 2})),
      {"mean_field.published_dynamics", "louder", "weights of variance 1/(2d)",
       published_dynamics_claim({.weight_variance_factor = 1.5}).check, power_of_envelope}};
}

}  // namespace benignity
