#include "verify/claims/own/own_runs.hpp"

#include <algorithm>
#include <charconv>

#include "sim/trajectory/simulate.hpp"
#include "theory/invalid_input.hpp"
#include "verify/claims/recorded_settings.hpp"
#include "verify/claims/runs.hpp"
#include "verify/claims/stopping_events.hpp"
#include "verify/experiments/setting_texts.hpp"

namespace benignity {
namespace {

ObservedRun observed(const OwnStatement& own, const Trajectory& trajectory) {
  ObservedRun run;
  run.after = own.observable.of(trajectory);
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
      runs[static_cast<std::size_t>(replicate - first)][cell] = observed(own, simulate(settings));
    }
  });
  return runs;
}

std::vector<double> swept_numbers(const SweepPlan& plan) {
  if (plan.swept.size() != 1) {
    throw InvalidInput("sweep", std::to_string(plan.swept.size()) + " keys",
                       "one key, whose power the exponent is");
  }
  std::vector<double> numbers;
  for (const RunSettings& cell : plan.cells) {
    const std::string text = setting_text(cell, plan.swept.front());
    double value = 0;
    const char* const end = text.data() + text.size();
    const auto [stopped, error] = std::from_chars(text.data(), end, value);
    if (error != std::errc{} || stopped != end || !(value > 0)) {
      throw InvalidInput(plan.swept.front(), text, "a positive number to have a power");
    }
    numbers.push_back(value);
  }
  return numbers;
}

}  // namespace benignity
