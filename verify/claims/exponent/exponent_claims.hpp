#pragma once

#include <vector>

#include "verify/claims/claim.hpp"
#include "verify/claims/exponent/exponent_trial.hpp"

namespace benignity {

/// tau_select's exponents: -1 in alpha, -1 in |nu|, -3 in |mu|, -1 in d, -2 in sigma_w.
[[nodiscard]] std::vector<ExponentTrial> selection_time_trials();
[[nodiscard]] std::vector<Claim> selection_time_claims();
/// tau_memorize's exponents: -1 in alpha, +1 in n, -2 in sigma_eps, -1 in |nu|, -1 in |mu|, -2 in
/// d.
[[nodiscard]] std::vector<ExponentTrial> memorisation_time_trials();
[[nodiscard]] std::vector<Claim> memorisation_time_claims();

}  // namespace benignity
