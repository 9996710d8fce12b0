#pragma once

#include <vector>

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
/// Generalisation comes exponentially late in 1/kappa, the test loss waits on a plateau.
struct DelayDesign {
  double slope_factor = 1;  ///< of the predicted log times; a control states another
};
[[nodiscard]] Claim delay_claim(const DelayDesign& design = {});
/// Both parts in selection form where the margins exceed 1/2 only.
[[nodiscard]] std::vector<Claim> halved_margins_claims();
/// One c for a sweep of d, alpha and n along constant kappa, part 1 then part 2. A control
/// multiplies c by a factor.
[[nodiscard]] std::vector<Claim> bracket_claims(double c_factor = 1);
/// The success probability tends to 1 as kappa/kappa* -> infinity (part 1) and -> 0 (part 2).
struct SuccessLimitDesign {
  double time_factor = 1;  ///< of tau; a control states another
};
[[nodiscard]] std::vector<Claim> success_limit_claims(const SuccessLimitDesign& design = {});
/// s_1 in clean, noisy and fresh samples passes declared levels at the mean field's times.
struct SoftmaxLevelsDesign {
  double time_factor = 1;  ///< of the stated times; a control states another
};
[[nodiscard]] Claim softmax_levels_claim(const SoftmaxLevelsDesign& design = {});
/// The not-overfitting window's two ends, and the exit law.
struct WindowDesign {
  double rate_factor = 1;  ///< of the exit law's rate; a control states another
};
[[nodiscard]] Claim window_claim(const WindowDesign& design = {});

}  // namespace benignity
