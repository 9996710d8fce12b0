#pragma once

#include "sim/trajectory/result.hpp"
#include "sim/trajectory/settings.hpp"
#include "verify/result/figure.hpp"

namespace benignity {

/// One run over its recorded times, the mean field on top: the mean softmax of x_1 on clean, noisy
/// and fresh samples; training and test loss. The mean field is the one with H and q growing
/// (7b.8), the lazy one where kappa is beyond that one's reach, none beyond both. Time is
/// logarithmic, without tau = 0, where the run's records are.
[[nodiscard]] Figure trajectory_figure(const RunSettings& settings, const Trajectory& run);

}  // namespace benignity
