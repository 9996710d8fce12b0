#pragma once

#include <cstddef>
#include <vector>

#include "verify/claims/claim.hpp"
#include "verify/claims/exponent/exponent_trial.hpp"

namespace benignity {

/// tau_select's exponents: -1 in alpha, -1 in |nu|, -3 in |mu|, -1 in d, -2 in sigma_w and
/// in sigma_p.
[[nodiscard]] std::vector<ExponentTrial> selection_time_trials();
[[nodiscard]] std::vector<Claim> selection_time_claims();
/// tau_memorize's exponents: -1 in alpha, +1 in n, -2 in sigma_eps, -1 in |nu|, -1 in |mu|, -2 in
/// d.
[[nodiscard]] std::vector<ExponentTrial> memorisation_time_trials();
[[nodiscard]] std::vector<Claim> memorisation_time_claims();
/// Of the generalisation time along constant kappa: -1 in alpha and |nu|, -2 in sigma_w, d (with
/// |mu| as d^(1/2)) and sigma_eps (with |mu|), +1 in n (with |mu| as n^(-1/2)), |nu||mu| held.
[[nodiscard]] std::vector<ExponentTrial> generalisation_time_trials();
[[nodiscard]] std::vector<Claim> generalisation_time_claims();
/// The selection time goes with sigma_w^2 + sigma_p^2, within a factor 2 of max.
inline constexpr std::size_t gain_pairs = 32;  ///< replicates of a ratio of times
struct GainDesign {
  double query_share = 1;  ///< of sigma_p^2 in the stated sum; a control states 0.9
};
[[nodiscard]] Claim gain_is_a_sum_claim(const GainDesign& design = {});

}  // namespace benignity
