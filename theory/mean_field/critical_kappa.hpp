#pragma once

#include <optional>
#include <string_view>

#include "theory/mean_field/equations.hpp"

namespace benignity {

enum class CriticalKappaStatus {
  found,
  never,                ///< not at any kappa up to 10^6: label noise is too strong (7.19)
  no_noisy_samples,     ///< nothing to select
  outside_solved_range  ///< g > 10^3 or T > 10^6
};

/// "found", "never", "no_noisy_samples", "outside_solved_range".
[[nodiscard]] std::string_view name(CriticalKappaStatus status);

struct CriticalKappa {
  std::optional<double> value;  ///< present exactly where status is found
  CriticalKappaStatus status;
};

/// kappa*: the smallest kappa at which all noisy samples have s_1 >= selection at some time, the
/// layout and g held fixed (system.kappa is not read). kappa > kappa*: the clean signal carries
/// noisy samples along and part 1's picture holds for a while; kappa < kappa*: they are memorised
/// from the start. Where selection <= 1/T uniform attention meets it before training, and the
/// question becomes whether training ever raises the least noisy s_1 above 1/T. Selection is
/// monotone in kappa unless a class has a noisy majority: then a second, larger kappa may end it.
/// selection in (0, 1). Relative error below 1e-4; balanced classes, one confusing and one aligned
/// token, g = 1/sqrt(2): 20.0 at T = 4, eta = 0.2, rho = 0.01. [derived] theory/README.md (7.9)
[[nodiscard]] CriticalKappa critical_kappa(const MeanFieldSystem<double>& system, double selection);

/// The same for the parameters' layout, g and selection_threshold.
[[nodiscard]] CriticalKappa critical_kappa(const Parameters& parameters);

/// sup over time of the least noisy s_1, minus max(selection, 1/T), at system.kappa; kappa* is its
/// zero. Stops early, with a positive number, once s_1 is halfway from the threshold to 1.
/// Negative where the least noisy s_1 never rises above the threshold.
[[nodiscard]] double noisy_selection_excess(const MeanFieldSystem<double>& system,
                                            double selection);

}  // namespace benignity
