#pragma once

#include <optional>

#include "theory/mean_field/equations.hpp"

namespace benignity {

/// The scaled time theta at which samples of the slower class reach s_1 = selection in (0, 1) while
/// one gap Lambda = a_1 - a_t, equal for all t, grows with the loss slope still 1/2:
///   G(Lambda(theta)) - G(0) = r theta,  r = kappa g (clean share - noisy share)/2 of the class,
/// up to Lambda = log((T-1) selection/(1 - selection)). 0 where selection <= 1/T; absent where a
/// class has as many noisy samples as clean ones. The limit kappa -> infinity, g -> 0 of
/// select_clean at rho = 0: relative error O(g) + O(1/kappa), checked to 1% at g = 0.01,
/// kappa = 10^4 and 35% at g = 1/sqrt 2, kappa = 30. [derived] theory/README.md (7b.9)
[[nodiscard]] std::optional<double> one_gap_selection_time(const MeanFieldSystem<double>& system,
                                                           double selection);

}  // namespace benignity
