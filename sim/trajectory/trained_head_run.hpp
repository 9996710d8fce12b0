#pragma once

#include "sim/trajectory/result.hpp"
#include "sim/trajectory/settings.hpp"

namespace benignity {

/// simulate_mean_field() where the linear head trains, by theory/README.md (12.11): lazy, q =
/// sigma_p^2 d + E/D with E = |w|^2 on the span of the data. Fresh tokens follow the joint normal
/// law of w and nu at the given d; w across the data has |w|^2 = sigma_w^2 d q, nu nothing. Events
/// are those of the run's own definition, located within the integrator's steps. Throws
/// InvalidInput where kappa or head_step_size/(step_size D) is beyond 2000: its integrator is
/// explicit.
[[nodiscard]] Trajectory simulate_trained_head(const RunSettings& settings);

}  // namespace benignity
