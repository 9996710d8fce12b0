#include "verify/experiments/cell_outcome.hpp"

#include <algorithm>
#include <stdexcept>

#include "sim/trajectory/simulate.hpp"
#include "theory/invalid_input.hpp"

namespace benignity {

CellOutcome run_cell(const RunSettings& cell) {
  CellOutcome outcome;
  try {
    const Trajectory trajectory = simulate(cell);
    std::transform(cell_figures.begin(), cell_figures.end(), outcome.figures.begin(),
                   [&](const CellFigure& figure) { return figure.of(trajectory); });
  } catch (const InvalidInput& error) {
    outcome.failure = error.what();
  } catch (const std::domain_error& error) {
    // A flow that no step length integrates: the cell's end, and no reason to lose the others.
    outcome.failure = error.what();
  }
  return outcome;
}

}  // namespace benignity
