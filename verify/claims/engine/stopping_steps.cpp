#include "verify/claims/engine/stopping_steps.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <string>

#include "sim/lanes/parallel_for.hpp"
#include "sim/trajectory/simulate.hpp"
#include "theory/mean_field/event_times.hpp"

namespace benignity {
namespace {

struct SteppedEvent {
  const char* name;
  std::optional<double> StoppingTimes::*time;
};
constexpr std::array<SteppedEvent, 5> stepped_events = {
    {{"fit_all", &StoppingTimes::fit_all},
     {"select_clean", &StoppingTimes::select_clean},
     {"select_noisy", &StoppingTimes::select_noisy},
     {"exit_noisy", &StoppingTimes::exit_noisy},
     {"generalize", &StoppingTimes::generalize}}};
constexpr std::array<double, 3> design_kappa = {2, 8, 60};
constexpr std::size_t stopping_replicates = 3;
constexpr double steps_to_go = 2500;

std::array<std::optional<double>, stepped_events.size()> predicted_times(
    const Parameters& parameters) {
  const MeanFieldTimes times = mean_field_times(parameters);
  return {times.fit, times.select_clean, times.select_noisy, times.exit, times.generalize};
}

/// n = 10, T = 4: 40 tokens make 50 digits affordable. The last of the events that the mean field
/// predicts comes at about 0.9 of 2500 steps.
Parameters setting_with_events(double kappa) {
  Parameters parameters;
  parameters.samples = 10;
  parameters.tokens = 4;
  parameters.dimension = 100'000'000;
  parameters.signal_norm = std::sqrt(kappa * static_cast<double>(parameters.dimension) /
                                     static_cast<double>(parameters.samples));
  double last = 0;
  for (const auto& time : predicted_times(parameters)) last = std::max(last, time.value_or(0));
  parameters.step_size *= last / (0.9 * steps_to_go);
  parameters.steps = steps_to_go;
  return parameters;
}

StoppingTimes stopping_times_at(Precision precision, const Parameters& parameters,
                                std::uint64_t replicate, const ClaimContext& context) {
  throw_if_interrupted(context);
  RunSettings run;
  run.parameters = parameters;
  run.precision = precision;
  run.seed = context.seed;
  run.replicate = replicate;
  run.test_samples = 1;
  run.chosen_record_every = static_cast<std::int64_t>(steps_to_go);
  return simulate(run).stopping_times;
}

/// Events that the mean field predicts, over all runs.
double predicted_count() {
  double count = 0;
  for (const double kappa : design_kappa) {
    for (const auto& time : predicted_times(setting_with_events(kappa))) {
      count += time ? static_cast<double>(stopping_replicates) : 0;
    }
  }
  return count;
}

Finding check_stopping_steps(const StoppingStepsDesign& design, const ClaimContext& context) {
  std::array<StoppingTimes, design_kappa.size() * stopping_replicates> exact;
  std::array<StoppingTimes, design_kappa.size() * stopping_replicates> found;
  isolated_parallel_for(static_cast<std::ptrdiff_t>(exact.size()), [&](std::ptrdiff_t index) {
    const auto i = static_cast<std::size_t>(index);
    Parameters parameters = setting_with_events(design_kappa[i / stopping_replicates]);
    exact[i] = stopping_times_at(Precision::digits50, parameters, i % stopping_replicates, context);
    parameters.step_size *= design.step_size_factor;
    found[i] = stopping_times_at(Precision::float64, parameters, i % stopping_replicates, context);
  });
  Finding finding;
  const double predicted = predicted_count();
  double happened = 0;
  double differing = 0;
  double largest = 0;
  for (std::size_t i = 0; i < exact.size(); ++i) {
    for (const SteppedEvent& event : stepped_events) {
      const auto& at_50 = exact[i].*event.time;
      const auto& in_double = found[i].*event.time;
      happened += at_50 ? 1 : 0;
      if (at_50 == in_double) continue;
      differing += 1;
      largest = std::max(largest,
                         std::abs(at_50.value_or(steps_to_go) - in_double.value_or(steps_to_go)));
    }
  }
  for (const SteppedEvent& event : stepped_events) {
    if (!(exact.front().*event.time)) continue;
    finding.measurements.push_back({std::string(event.name) + " [steps] at kappa = 2, replicate 0",
                                    *(exact.front().*event.time),
                                    (found.front().*event.time).value_or(std::nan("")),
                                    {*(exact.front().*event.time), *(exact.front().*event.time)}});
  }
  finding.measurements.insert(
      finding.measurements.begin(),
      {{"stopping steps that differ", 0.0, differing, {0.0, 0.0}},
       {"largest difference [steps]", 0.0, largest, {0.0, 0.0}},
       {"stopping steps that happened", predicted, happened, {predicted, predicted}}});
  finding.replicates = static_cast<std::int64_t>(exact.size());
  finding.verdict = differing == 0 && happened == predicted ? Verdict::pass : Verdict::fail;
  finding.explanation = std::to_string(std::lround(happened)) + " stopping steps of " +
                        std::to_string(std::lround(predicted)) + " predicted, " +
                        std::to_string(std::lround(differing)) + " differ from 50 digits";
  return finding;
}

}  // namespace

Claim stopping_steps_claim(const StoppingStepsDesign& design) {
  return {
      {"engine.stopping_steps", "every stopping step in double is the one that 50 digits find",
       "[derived] theory/README.md section 4", "engine",
       "n = 10, T = 4, d = 10^8, eta = 0.2, rho = 0.1, kappa = 2, 8, 60; 2500 steps in which "
       "every event of the mean field happens",
       "3 sampled starts at each kappa, drawn in double and promoted; every one of fit_all, "
       "select_clean, select_noisy, exit_noisy and generalize at the same step, or in neither; as "
       "many of them as the mean field predicts",
       "sampled", "double, 50"},
      Decision::arithmetic,
      [design](const ClaimContext& context) { return check_stopping_steps(design, context); }};
}

}  // namespace benignity
