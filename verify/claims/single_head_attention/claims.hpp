#pragma once

#include <vector>

#include "verify/claims/claim.hpp"
#include "verify/claims/controls/control.hpp"

namespace benignity {

/// The three edges of the window in x = n SNR^2, found by bisection at d = 10^10. A control moves
/// one.
struct SelectionWindowDesign {
  double fresh_edge_factor = 1;  ///< of 2/c^2
};
[[nodiscard]] Claim selection_window_claim(const SelectionWindowDesign& design = {});

/// Benign overfitting in the middle of the window at n = 40, d = 20,000. A control leaves it.
struct TwoStepBenignDesign {
  double kappa_factor = 1;  ///< of the window's geometric mean
};
[[nodiscard]] Claim two_step_benign_claim(const TwoStepBenignDesign& design = {});
[[nodiscard]] double power_of_two_step_benign(const Finding& finding);

/// The error on fresh data after two steps, inside, across and below the window, with two step
/// sizes and with one.
struct TwoStepErrorDesign {
  double logit_variance_factor = 1;  ///< of p^T eps; of a control
};
[[nodiscard]] Claim two_step_test_error_claim(const TwoStepErrorDesign& design = {});

/// The map over (x, u) with one step size and with two, d = 10^10.
struct StepSizeMapDesign {
  double step_ratio_factor = 1;  ///< of the predicted map's alpha/alpha_nu; of a control
};
[[nodiscard]] Claim step_size_map_claim(const StepSizeMapDesign& design = {});

/// The claims of the theorem, and a control of each.
[[nodiscard]] std::vector<Claim> single_head_attention_claims();
[[nodiscard]] std::vector<Mutant> single_head_attention_mutants();

}  // namespace benignity
