#include "verify/claims/equivalent_times.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "sim/trajectory/simulate.hpp"
#include "theory/mean_field/equivalent.hpp"
#include "verify/claims/decided_means.hpp"
#include "verify/claims/runs.hpp"

namespace benignity {

StoppingEvent stopping_event(const std::string& name) {
  const auto* const found =
      std::find_if(stopping_events.begin(), stopping_events.end(),
                   [&](const StoppingEvent& event) { return event.name == name; });
  if (found == stopping_events.end()) throw std::invalid_argument("no stopping event " + name);
  return *found;
}

std::vector<DecidedStatement> decide_times(const EquivalentTimes& trial,
                                           const ClaimContext& context, Finding& finding) {
  const auto settings = static_cast<std::int64_t>(trial.settings.size());
  std::vector<MeanFieldTimes> predicted;
  std::vector<double> horizons;
  for (const EquivalentTimes::Setting& setting : trial.settings) {
    predicted.push_back(mean_field_times(mean_field_equivalent(setting.parameters).plain));
    double latest = 0;
    for (const StoppingEvent& event : trial.events) {
      latest = std::max(latest, (predicted.back().*event.predicted).value());
    }
    horizons.push_back(std::ceil(1.2 * latest));
  }
  std::vector<StoppingTimes> observed(static_cast<std::size_t>(settings * trial.replicates));
  over_replicates(context, 0, settings * trial.replicates, [&](std::int64_t run_number) {
    const auto setting = static_cast<std::size_t>(run_number / trial.replicates);
    Parameters parameters = trial.settings[setting].parameters;
    parameters.steps = horizons[setting];
    observed[static_cast<std::size_t>(run_number)] =
        simulate(ends_of_run(parameters, context,
                             static_cast<std::uint64_t>(trial.first_replicate + run_number)))
            .stopping_times;
  });
  std::vector<DecidedStatement> statements;
  for (std::size_t i = 0; i < trial.settings.size(); ++i) {
    for (const StoppingEvent& event : trial.events) {
      std::vector<double> times;
      for (std::int64_t replicate = 0; replicate < trial.replicates; ++replicate) {
        const auto run =
            i * static_cast<std::size_t>(trial.replicates) + static_cast<std::size_t>(replicate);
        times.push_back((observed[run].*event.observed).value_or(horizons[i]));
      }
      const double stated = trial.time_factor * (predicted[i].*event.predicted).value();
      statements.push_back(
          decide_mean(std::string(event.name) + ", " + trial.settings[i].name + " [steps]", stated,
                      times, trial.tolerance, context.alpha, finding));
    }
  }
  finding.replicates += settings * trial.replicates;
  return statements;
}

}  // namespace benignity
