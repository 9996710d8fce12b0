#pragma once

#include <atomic>
#include <cstddef>
#include <functional>

#include "verify/experiments/plan.hpp"
#include "verify/experiments/workers.hpp"
#include "verify/sweep_store/store.hpp"

namespace benignity {

/// How far a sweep is; cells that the store held at the start count as finished, not as computed.
struct SweepProgress {
  std::size_t planned = 0;
  std::size_t finished = 0;
  std::size_t computed = 0;
  double seconds = 0;  ///< since the first cell was given out
};

enum class SweepEnd { complete, interrupted };

struct SweepRun {
  const SweepPlan& plan;
  SweepStore& store;
  Workers& workers;
  const std::atomic<bool>& interrupted;  ///< once true, cells under way are the last ones
  std::function<void(const SweepProgress&)> report;  ///< several times a second
};

/// Computes what the store does not hold, in the plan's order, and stores each cell as it is done.
/// Afterwards the store holds every cell of the plan, or the run was interrupted.
[[nodiscard]] SweepEnd run_sweep(const SweepRun& run);

}  // namespace benignity
