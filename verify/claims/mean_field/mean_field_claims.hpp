#pragma once

#include "verify/claims/claim.hpp"

namespace benignity {

/// Fit, select and generalise from 1/kappa = 6 to kappa = 80 at d = 10^10, by the flow.
[[nodiscard]] Claim mean_field_log_times_claim();
/// The flow tends to the mean field like d^(-1/2).
[[nodiscard]] Claim flow_limit_claim();
/// The benign exponent, measured against its closed form.
[[nodiscard]] Claim benign_slope_claim();
/// log t_exit grows with kappa at the closed form's rate.
[[nodiscard]] Claim exit_law_claim();
/// The paper's (2000, 20), where H and q grow.
[[nodiscard]] Claim second_order_claim();
/// The paper's three settings against the published accuracies.
[[nodiscard]] Claim published_settings_claim();

}  // namespace benignity
