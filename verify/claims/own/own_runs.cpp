#include "verify/claims/own/own_runs.hpp"

#include <algorithm>

#include "sim/trajectory/simulate.hpp"
#include "verify/claims/own/own_scale.hpp"
#include "verify/claims/recorded_settings.hpp"
#include "verify/claims/runs.hpp"
#include "verify/claims/stopping_events.hpp"

namespace benignity {
namespace {

ObservedRun observed(const OwnStatement& own, const Trajectory& trajectory, double unit) {
  ObservedRun run;
  run.after = own.observable.of(trajectory);
  if (run.after) *run.after /= unit;  // a division by 1 changes no bit
  if (is_stopping_time(own.observable)) {
    if (run.after && *run.after == 0) run.before_training = 0;
  } else {
    Trajectory untrained;
    untrained.snapshots = {trajectory.initial()};
    run.before_training = own.observable.of(untrained);
  }
  return run;
}

}  // namespace

bool is_stopping_time(const CellFigure& observable) {
  return std::any_of(
      stopping_events.begin(), stopping_events.end(),
      [&](const StoppingEvent& event) { return std::string_view(event.name) == observable.name; });
}

std::vector<std::vector<ObservedRun>> observe(const OwnStatement& own, const ClaimContext& context,
                                              std::int64_t first, std::int64_t last) {
  const std::vector<RunSettings>& cells = own.plan.cells;
  const std::vector<double> units = observable_units(own);
  std::vector<std::vector<ObservedRun>> runs(static_cast<std::size_t>(last - first),
                                             std::vector<ObservedRun>(cells.size()));
  over_replicates(context, first, last, [&](std::int64_t replicate) {
    for (std::size_t cell = 0; cell < cells.size(); ++cell) {
      throw_if_interrupted(context);
      RunSettings settings = cells[cell];
      if (context.settings != nullptr) context.settings->record(settings.parameters);
      settings.seed = context.seed;
      settings.replicate = static_cast<std::uint64_t>(replicate);
      if (is_stopping_time(own.observable)) settings.test_samples = 1;
      runs[static_cast<std::size_t>(replicate - first)][cell] =
          observed(own, simulate(settings), units[cell]);
    }
  });
  return runs;
}

}  // namespace benignity
