#pragma once

#include <vector>

#include "verify/claims/claim.hpp"
#include "verify/claims/controls/control.hpp"

namespace benignity {

/// Local exponents in d and n of the edge below which memorisation harms in the end, from the
/// max-margin direction of drawn training sets.
struct LateEdgeDesign {
  bool published_exponent = false;  ///< states 1/4 and -1/4; of a control
};
[[nodiscard]] Claim late_edge_claim(const LateEdgeDesign& design = {});

/// The exact flow at late times tends to the ratio that the max-margin direction has.
struct LateRunsDesign {
  double ratio_factor = 1;  ///< of the stated ratio; of a control
};
[[nodiscard]] Claim late_runs_claim(const LateRunsDesign& design = {});

/// kappa at which noisy labels turn from fitted to unfitted at a given step, over d, n, alpha and
/// the step.
struct ExitBoundaryDesign {
  double boundary_factor = 1;  ///< of the stated kappa; of a control
};
[[nodiscard]] Claim exit_boundary_claim(const ExitBoundaryDesign& design = {});

/// The claims of the theorem, and a control of each.
[[nodiscard]] std::vector<Claim> harmful_edge_claims();
[[nodiscard]] std::vector<Mutant> harmful_edge_mutants();

}  // namespace benignity
