#pragma once

#include "sim/trajectory/result.hpp"
#include "sim/trajectory/run_state.hpp"
#include "sim/trajectory/run_watch.hpp"
#include "sim/trajectory/settings.hpp"

namespace benignity {

/// Runs the engine for settings.parameters.steps steps and records it. Fresh data: explicit
/// tokens for engines dense and gram, the law of (5.5) otherwise. Throws InvalidInput for
/// settings that cannot be run, and when the run leaves the range of its scalar. A run that `watch`
/// ends early is whole up to its last snapshot; a mean field is too short to be ended. Only
/// gradient descent has a state.
[[nodiscard]] Trajectory simulate(const RunSettings& settings, const RunWatch& watch = {},
                                  const RunState& state = {});

}  // namespace benignity
