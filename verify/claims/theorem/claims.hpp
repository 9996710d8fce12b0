#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "verify/claims/claim.hpp"

namespace benignity {

// What a Design holds is 1 or the true constant in the claim itself; a control states another.

/// Part 1 of the theorem as the paper states it, and with x_1 selected instead of signs.
[[nodiscard]] Claim not_overfitting_sign_claim();
[[nodiscard]] Claim not_overfitting_selection_claim();
/// Part 2, likewise.
[[nodiscard]] Claim benign_overfitting_sign_claim();
[[nodiscard]] Claim benign_overfitting_selection_claim();

/// kappa against kappa* decides whether noisy samples ever select the relevant token.
struct RegimeDesign {
  double critical_factor = 1;  ///< of kappa*
};
[[nodiscard]] Claim regime_claim(const RegimeDesign& design = {});

/// The critical SNR^2 for n = 10, 20, 40, 80, 160, bracketed by bisection: its exponent in n and
/// kappa* against the mean field.
struct ThresholdDesign {
  double exponent = -1;  ///< stated, of the critical SNR^2 in n
};
[[nodiscard]] Claim threshold_claim(const ThresholdDesign& design = {});

/// Generalisation comes exponentially late in 1/kappa, the test loss waits on a plateau.
struct DelayDesign {
  double slope_factor = 1;  ///< of the predicted log times
};
[[nodiscard]] Claim delay_claim(const DelayDesign& design = {});

/// Both parts in selection form where the margins exceed 1/2 only.
struct HalvedMarginsDesign {
  double time_factor = 1;  ///< of tau
};
[[nodiscard]] std::vector<Claim> halved_margins_claims(const HalvedMarginsDesign& design = {});

/// Settings drawn at random inside the regime of either part: none may contradict its promise.
struct HuntDesign {
  const char* id = "theorem.hunt";
  std::int64_t settings = 150;
  std::int64_t second_look = 32;  ///< replicates of a setting whose first two do not both succeed
  /// The control: steps judged by the gain of the start alone, laziness not asked for.
  bool margins_of_the_start = false;
};
[[nodiscard]] Claim hunt_claim(const HuntDesign& design = {});
/// The same of 2,000 settings, a run of its own.
[[nodiscard]] Claim wide_hunt_claim();

/// One c for every d, n, alpha and sigma_w along constant kappa, part 1 then part 2: identities.
struct OneConstantDesign {
  double samples_power = 0;  ///< of n, too much in the time scale
};
[[nodiscard]] std::vector<Claim> one_constant_claims(const OneConstantDesign& design = {});

/// The success probability tends to 1 as kappa/kappa* -> infinity (part 1) and -> 0 (part 2).
struct SuccessLimitDesign {
  double time_factor = 1;  ///< of tau
  /// never: every rung is the first, so that the probability tends to nothing.
  enum class Climbs { as_stated, never } climbs = Climbs::as_stated;
};
[[nodiscard]] std::vector<Claim> success_limit_claims(const SuccessLimitDesign& design = {});

/// s_1 in clean, noisy and fresh samples passes declared levels at the mean field's times.
struct SoftmaxLevelsDesign {
  double time_factor = 1;  ///< of the stated times
};
[[nodiscard]] Claim softmax_levels_claim(const SoftmaxLevelsDesign& design = {});

/// The not-overfitting window's two ends, and the exit law.
struct WindowDesign {
  double rate_factor = 1;  ///< of the exit law's rate
};
[[nodiscard]] Claim window_claim(const WindowDesign& design = {});

/// log(generalisation time) is affine in 1/kappa over [1, 8] at the mean field's slope, whatever n,
/// d, alpha and sigma_w.
struct GeneralisationSlopeDesign {
  double slope_factor = 1;  ///< of the stated slope
};
[[nodiscard]] Claim generalisation_slope_claim(const GeneralisationSlopeDesign& design = {});

/// The exponent of e^{1/kappa} is 2 lambda*/S: it depends on lambda*, T and eta and is not 1.
struct ExponentConstantDesign {
  double slope_factor = 1;                               ///< of the closed form
  std::optional<double> stated_exponent = std::nullopt;  ///< in its stead; 1 is e^{1/kappa} itself
};
[[nodiscard]] Claim exponent_constant_claim(const ExponentConstantDesign& design = {});

/// Noisy samples under label noise from 0 to 0.6 at fixed kappa: where they stop selecting the
/// relevant token, and where their softmax settles.
struct LabelNoiseDesign {
  double limit_factor = 1;    ///< of the predicted sigma(-g/2)
  double plateau_factor = 1;  ///< of the predicted plateau
};
[[nodiscard]] Claim label_noise_claim(const LabelNoiseDesign& design = {});

/// The constructed query is not overfitting, benign and harmful in the ranges of (10.6) to (10.9).
[[nodiscard]] Claim existence_claim();

}  // namespace benignity
