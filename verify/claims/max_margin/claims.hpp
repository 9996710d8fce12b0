#pragma once

#include <vector>

#include "theory/max_margin/margin_constraints.hpp"
#include "verify/claims/claim.hpp"
#include "verify/claims/controls/control.hpp"

namespace benignity {

/// dp/dlog t against the solution of the quadratic program at log t = 240.
struct MaxMarginDirectionDesign {
  double margin_of_one_constraint = 1;  ///< asked of the first constraint; of a control
};
[[nodiscard]] Claim max_margin_direction_claim(const MaxMarginDirectionDesign& design = {});

/// How |dp/dlog t - p_mm| falls: by an equation of the program's own numbers, like t^{-r} in the
/// end.
struct MaxMarginRateDesign {
  double speed = 1;  ///< of that equation; of a control
};
[[nodiscard]] Claim max_margin_rate_claim(const MaxMarginRateDesign& design = {});

/// Tokens with the head value of the selected one: which is selected, and that the others ask for
/// no margin.
struct MaxMarginTiesDesign {
  TiedTokens ties = TiedTokens::at_rest;  ///< of the program with exact ties; a control constrains
};
[[nodiscard]] Claim max_margin_ties_claim(const MaxMarginTiesDesign& design = {});

/// Multipliers and direction of the program where K is its limit, against the slopes of (7.12).
struct MaxMarginSlopesDesign {
  double signal_factor = 1;  ///< of |mu|^2 in the program's K; of a control
};
[[nodiscard]] Claim max_margin_slopes_claim(const MaxMarginSlopesDesign& design = {});

/// The claims of the theorem, and a control of each.
[[nodiscard]] std::vector<Claim> max_margin_claims();
[[nodiscard]] std::vector<Mutant> max_margin_mutants();

}  // namespace benignity
