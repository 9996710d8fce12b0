#pragma once

#include "sim/trajectory/dynamics.hpp"
#include "sim/trajectory/run_state.hpp"
#include "sim/trajectory/run_watch.hpp"

namespace benignity {

/// The training side of one recorded time.
[[nodiscard]] Snapshot snapshot_of_training(double step, const Labels& labels,
                                            const TrainingFigures& figures);

/// Drives gradient descent through the steps of the settings and records it. Throws InvalidInput
/// that names step_size where the run leaves the range of its scalar.
[[nodiscard]] Trajectory run_descent(const RunSettings& settings, DescentDynamics& dynamics,
                                     const RunWatch& watch = {}, const RunState& state = {});

/// The same for the flow; it records at continuous_record_times(), and ends early at one of them.
[[nodiscard]] Trajectory run_flow(const RunSettings& settings, FlowDynamics& flow,
                                  const RunWatch& watch = {});

}  // namespace benignity
