#pragma once

#include <string>
#include <vector>

#include "verify/experiments/cell_outcome.hpp"
#include "verify/experiments/plan.hpp"

namespace benignity {

/// sweep.csv: swept keys, cell_figures, kappa = n SNR^2, the flipped labels and their share, every
/// other key, failure; a row a cell in the plan's order. Numbers are the shortest that read back as
/// the same double, so that the bytes depend on the plan and the outcomes alone. Absent figures are
/// empty. outcomes[i] is that of plan.cells[i].
[[nodiscard]] std::string sweep_csv(const SweepPlan& plan,
                                    const std::vector<CellOutcome>& outcomes);

}  // namespace benignity
