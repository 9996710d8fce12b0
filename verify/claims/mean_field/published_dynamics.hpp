#pragma once

#include "verify/claims/claim.hpp"

namespace benignity {

struct PublishedDynamicsDesign {
  double weight_variance_factor = 1;  ///< of the judged runs' initial weights; of a control
};

/// The softmax curves of clean and noisy samples at the paper's three settings, as envelopes over
/// seeds.
[[nodiscard]] Claim published_dynamics_claim(const PublishedDynamicsDesign& design = {});

}  // namespace benignity
