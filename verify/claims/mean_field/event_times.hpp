#pragma once

#include "verify/claims/claim.hpp"

namespace benignity {

/// The mean field's event times against the sampled engine at d = 10^10. A control multiplies the
/// predicted times by a factor other than 1.
[[nodiscard]] Claim mean_field_event_times_claim(double time_factor = 1);

}  // namespace benignity
