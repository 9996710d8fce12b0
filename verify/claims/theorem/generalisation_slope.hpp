#pragma once

#include "verify/claims/claim.hpp"

namespace benignity {

struct GeneralisationSlopeDesign {
  double slope_factor = 1;  ///< of the stated slope; a control's is not 1
};

/// log(generalisation time) is affine in 1/kappa over [1, 8] at the mean field's slope, whatever n,
/// d, alpha and sigma_w.
[[nodiscard]] Claim generalisation_slope_claim(const GeneralisationSlopeDesign& design = {});

}  // namespace benignity
