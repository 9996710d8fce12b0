#pragma once

#include <cstdint>
#include <vector>

#include "verify/claims/claim.hpp"

namespace benignity {

/// The grid, and what a control changes in the predicted error on fresh data.
struct HarmfulDesign {
  std::vector<std::int64_t> dimensions = {4500, 20'000, 100'000};
  /// The predicted errors lie from 0.071 to 0.334, so that each can be off by the tolerance either
  /// way; at |mu| = 10 four of the former cells could not be too large.
  std::vector<double> signal_norms = {2.5, 4, 6};
  double head_resolution_factor = 1;  ///< of H = |mu|/(sqrt(2) sigma_eps)
  double logit_variance_factor = 1;   ///< of |w|^2
};

/// The error on fresh data over a grid of (d, |mu|) at an early and a late time, against (11.3) at
/// the mean field's trained state.
[[nodiscard]] Claim harmful_test_error_claim(const HarmfulDesign& design = {});

/// Head noise makes the paper's (4500, 5) harmful at its step 1000, memorisation makes it so late.
struct MechanismDesign {
  double late_step = 1e12;  ///< a control states another
};
[[nodiscard]] Claim harmful_mechanism_claim(const MechanismDesign& design = {});

/// Map of the error over (|mu|, d) at both times with the threshold curves; for the full battery.
[[nodiscard]] Claim harmful_map_claim(const HarmfulDesign& design = {
                                          .dimensions = {1000, 2000, 4500, 10'000, 30'000, 100'000},
                                          .signal_norms = {2, 3, 4.5, 6, 8, 12, 20}});

}  // namespace benignity
