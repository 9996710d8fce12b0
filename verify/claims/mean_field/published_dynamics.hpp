#pragma once

#include "verify/claims/claim.hpp"

namespace benignity {

struct PublishedDynamicsDesign {
  double weight_variance_factor = 1;  ///< of the judged runs' initial weights; of a control
};

/// The softmax curves of clean and noisy samples at the paper's three settings, as envelopes over
/// seeds.
[[nodiscard]] Claim published_dynamics_claim(const PublishedDynamicsDesign& design = {});

/// P[FAIL] of the design where each judged run is outside with the lower 95% bound of the share
/// that `finding` observed.
[[nodiscard]] double power_of_envelope(const Finding& finding);

}  // namespace benignity
