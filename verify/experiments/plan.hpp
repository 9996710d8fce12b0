#pragma once

#include <string>
#include <vector>

#include "sim/trajectory/settings.hpp"

namespace benignity {

/// What a sweep runs: its cells in the order of sweep.csv, replicates of a setting side by side. No
/// two cells are the same run.
struct SweepPlan {
  std::vector<std::string> swept;  ///< keys whose values the cells differ in, in the file's order
  std::vector<RunSettings> cells;
};

/// "dimension = 250, signal_norm = 5": what tells a cell from the others.
[[nodiscard]] std::string swept_values(const SweepPlan& plan, const RunSettings& cell);

/// Refuses a plan with a cell that cannot run, before anything has run: throws SweepError that
/// names the key, its value, what it must be, and the cell.
void validate(const SweepPlan& plan);

}  // namespace benignity
