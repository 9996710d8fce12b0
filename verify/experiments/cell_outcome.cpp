#include "verify/experiments/cell_outcome.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <stdexcept>

#include "sim/trajectory/simulate.hpp"
#include "theory/invalid_input.hpp"

namespace benignity {

namespace {

/// The same run with nothing recorded between its first and last step: no figure of a cell is of a
/// time between, descent looks at every step for the stopping times, and what fresh samples say of
/// the last step does not depend on earlier records (sim/test_law/fresh_samples.hpp). With 22
/// records their test law took a fifth of a cell's time. A flow keeps its records, at which it
/// stops.
RunSettings with_fewest_records(RunSettings run) {
  if (!run.has_continuous_time()) {
    run.chosen_record_every = std::max<std::int64_t>(1, std::llround(run.parameters.steps));
  }
  return run;
}

}  // namespace

CellOutcome run_cell(const RunSettings& cell) {
  CellOutcome outcome;
  try {
    const Trajectory trajectory = simulate(with_fewest_records(cell));
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
