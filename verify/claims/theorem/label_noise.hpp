#pragma once

#include "verify/claims/claim.hpp"

namespace benignity {

struct LabelNoiseDesign {
  double limit_factor = 1;    ///< of the predicted sigma(-g/2); a control states another
  double plateau_factor = 1;  ///< of the predicted plateau
};

/// Noisy samples under label noise from 0 to 0.6 at fixed kappa: where they stop selecting the
/// relevant token, and where their softmax settles.
[[nodiscard]] Claim label_noise_claim(const LabelNoiseDesign& design = {});

}  // namespace benignity
