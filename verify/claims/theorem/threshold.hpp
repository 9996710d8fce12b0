#pragma once

#include "verify/claims/claim.hpp"

namespace benignity {

struct ThresholdDesign {
  double exponent = -1;  ///< stated, of the critical SNR^2 in n; a control states another
};

/// The critical SNR^2 for n = 10, 20, 40, 80, 160, bracketed by bisection: its exponent in n and
/// kappa* against the mean field.
[[nodiscard]] Claim threshold_claim(const ThresholdDesign& design = {});

}  // namespace benignity
