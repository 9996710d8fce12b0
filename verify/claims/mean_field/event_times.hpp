#pragma once

#include "verify/claims/claim.hpp"

namespace benignity {

/// The mean field's event times against the sampled engine at d = 10^10.
[[nodiscard]] Claim mean_field_event_times_claim();

}  // namespace benignity
