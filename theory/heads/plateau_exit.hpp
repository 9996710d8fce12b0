#pragma once

#include <cstdint>
#include <optional>

namespace benignity {

/// What the plateau's exit depends on.
struct PlateauExit {
  double label_noise;      ///< eta of the class, in (0, 1/2)
  double head_gap;         ///< G > 0
  std::int64_t tokens;     ///< T >= 2
  double selection = 0.5;  ///< s in (0, 1)
};

/// lim as kappa -> infinity of the exit time of noisy samples, in the scaled time theta of (7.3),
/// at rho = 0 and p0 = 0: finite, so that exit ~ tau_memorize = kappa tau_select, and not
/// exponential in kappa. Absent where eta <= sigma(-G) (the exit is exponential then, (7.18)) and
/// where eta >= sigma(-s G) (never selected). Relative error below 1e-6 where the plateau is below
/// 0.99. Checked: the mean field at kappa = 10^6. [derived] theory/heads/README.md (H.4)
[[nodiscard]] std::optional<double> plateau_exit_time(const PlateauExit& setting);

}  // namespace benignity
