#include "verify/claims/single_head_attention/claims.hpp"

namespace benignity {

std::vector<Claim> single_head_attention_claims() {
  return {two_step_benign_claim(), selection_window_claim(), two_step_test_error_claim(),
          step_size_map_claim()};
}

std::vector<Mutant> single_head_attention_mutants() {
  return {
      {"single_head_attention.benign_overfitting", "outside", "1.1 times the window's upper end",
       two_step_benign_claim({.kappa_factor = 1.6}).check, power_of_two_step_benign},
      {"single_head_attention.window",
       "wider",
       "2.1/c^2 for 2/c^2",
       selection_window_claim({.fresh_edge_factor = 1.05}).check,
       {}},
      {"single_head_attention.test_error",
       "louder",
       "twice the spread of fresh logits",
       two_step_test_error_claim({.logit_variance_factor = 4}).check,
       {}},
      {"single_head_attention.step_sizes",
       "ratio",
       "a query step a quarter larger",
       step_size_map_claim({.step_ratio_factor = 1.25}).check,
       {}}};
}

}  // namespace benignity
