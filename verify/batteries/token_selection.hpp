#pragma once

#include <vector>

#include "verify/claims/claim.hpp"

namespace benignity {

// The claims of the theorem of Sakamoto & Sato and of the instruments, one family.

/// At most 20 seconds on two cores.
[[nodiscard]] std::vector<Claim> token_selection_smoke();

/// Smoke and what needs sweeps: at most 4 minutes on two cores.
[[nodiscard]] std::vector<Claim> token_selection_standard();

/// What the full battery has beyond that: maps and a hunt for contradictions.
[[nodiscard]] std::vector<Claim> token_selection_beyond_standard();

}  // namespace benignity
