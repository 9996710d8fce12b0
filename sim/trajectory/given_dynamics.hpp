#pragma once

#include <memory>
#include <string>

#include "sim/data/arrays/checkpoint.hpp"
#include "sim/model/matrix.hpp"
#include "sim/trajectory/dynamics.hpp"

namespace benignity {

/// Gradient descent on settings.data, engine gram or dense, in double. No token is known to be the
/// relevant one and no signal is known, so that what would need them is absent: NaN, or empty.
[[nodiscard]] std::unique_ptr<DescentDynamics> given_dynamics(const RunSettings& settings);

/// nu of such a run at tau = 0, d x K. Throws what the checkpoint does.
[[nodiscard]] Matrix<double> initial_linear_head(const RunSettings& settings,
                                                 const Checkpoint& checkpoint = go_on);

/// Where the linear head of a run on given data comes from: "head.npy", "fitted to 200 clean
/// samples set aside", "fitted to the training samples before flips", "zero", "random".
[[nodiscard]] std::string head_origin(const RunSettings& settings);

}  // namespace benignity
