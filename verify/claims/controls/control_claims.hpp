#pragma once

#include <cstddef>
#include <vector>

#include "verify/claims/claim.hpp"

namespace benignity {

/// At least one mutant of every family of claims, decided at the level of a battery with
/// `family_size` statistical claims.
[[nodiscard]] std::vector<Claim> control_claims(std::size_t family_size);

}  // namespace benignity
