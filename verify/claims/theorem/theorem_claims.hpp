#pragma once

#include "verify/claims/claim.hpp"

namespace benignity {

/// Part 1 of the theorem as the paper states it, and with x_1 selected instead of signs.
[[nodiscard]] Claim not_overfitting_sign_claim();
[[nodiscard]] Claim not_overfitting_selection_claim();
/// Part 2, likewise.
[[nodiscard]] Claim benign_overfitting_sign_claim();
[[nodiscard]] Claim benign_overfitting_selection_claim();
/// kappa against kappa* decides whether noisy samples ever select the relevant token.
[[nodiscard]] Claim regime_claim();

}  // namespace benignity
