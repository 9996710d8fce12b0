#pragma once

#include <vector>

#include "verify/claims/claim.hpp"
#include "verify/claims/controls/control.hpp"

namespace benignity {

// Several heads, theory/heads/README.md. What a Design holds is 1 or the true constant; a control
// states another.

/// H heads that share a linear head are one head, of H |nu| where they are summed. (12.9)
struct HeadsEventTimesDesign {
  double time_factor = 1;  ///< of the stated times
};
[[nodiscard]] Claim heads_event_times_claim(const HeadsEventTimesDesign& design = {});

/// kappa* grows with the summed heads, and there is none for four. (7.9)
struct HeadsCriticalKappaDesign {
  double kappa_factor = 1;  ///< of the stated kappa*
};
[[nodiscard]] Claim heads_critical_kappa_claim(const HeadsCriticalKappaDesign& design = {});

/// Summed heads leave the window of not overfitting after some tau_memorize. (H.4), (7.18)
struct HeadsExitDesign {
  double exit_factor = 1;  ///< of the stated exits
};
[[nodiscard]] Claim heads_exit_claim(const HeadsExitDesign& design = {});

/// Heads that start apart stay as alike as they were. (H.6)
struct HeadsAlikeDesign {
  double bound_factor = 1;  ///< of the stated bound on the spread
};
[[nodiscard]] Claim heads_alike_claim(const HeadsAlikeDesign& design = {});

/// Independent linear heads err between two limits that their alignment sets. (H.7)
struct HeadsAlignmentDesign {
  double heads_power = 0.5;  ///< of H in R
};
[[nodiscard]] Claim heads_alignment_claim(const HeadsAlignmentDesign& design = {});

[[nodiscard]] std::vector<Claim> heads_claims();
[[nodiscard]] std::vector<Mutant> heads_mutants();

}  // namespace benignity
