#pragma once

#include "verify/claims/claim.hpp"

namespace benignity {

struct StoppingStepsDesign {
  double step_size_factor = 1;  ///< of the run in double only: for a control
};

/// Stopping steps in double are those at 50 digits.
[[nodiscard]] Claim stopping_steps_claim(const StoppingStepsDesign& design = {});

}  // namespace benignity
