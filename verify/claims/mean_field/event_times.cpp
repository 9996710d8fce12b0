#include <algorithm>
#include <array>
#include <cmath>
#include <string>

#include "sim/trajectory/simulate.hpp"
#include "theory/elementary.hpp"
#include "verify/claims/mean_field/claims.hpp"
#include "verify/claims/runs.hpp"
#include "verify/claims/stopping_events.hpp"

namespace benignity {
namespace event_times_trial {
namespace {

ClaimDescription statement() {
  return {
      "mean_field.event_times",
      "the mean field's fitting, selection, exit and generalisation times are those of gradient "
      "descent as d -> infinity",
      "[derived] theory/README.md section 7",
      "mean_field",
      "d = 10^10, n = 20, T = 4, eta = 0.2, rho = 0.1, sigma_w = 1, p0 = 0, kappa = 2 and 50",
      "3 replicates a setting; 200 max(1, kappa/10) steps a unit of scaled time; every event that "
      "the mean field predicts happens within 1% of its time, no other event happens",
      "sampled",
      "double"};
}

constexpr std::array<double, 2> design_kappa = {2, 50};
constexpr std::uint64_t replicates = 3;
constexpr std::int64_t dimension = 10'000'000'000;
constexpr double tolerance = 0.01;
/// Steps in one unit of scaled time: the fastest logit moves by about 1/200 of a unit a step, so
/// that descent differs from flow by far less than the tolerance.
double steps_a_unit(double kappa) { return 200 * std::max(1.0, kappa / 10); }

Parameters setting_at(double kappa) {
  Parameters parameters = lazy_setting(kappa, dimension);
  const double scaled_time_rate =
      std::exp(-log_steps_per_scaled_time(parameters)) / parameters.step_size;
  parameters.step_size = 1 / (steps_a_unit(kappa) * scaled_time_rate);
  return parameters;
}

Finding check(double time_factor, const ClaimContext& context) {
  Finding finding;
  LargestError worst;
  bool all_happened = true;
  for (const double kappa : design_kappa) {
    Parameters parameters = setting_at(kappa);
    const MeanFieldTimes times = mean_field_times(parameters);
    const auto stated = [&](const StoppingEvent& event) {
      std::optional<double> time = times.*event.predicted;
      if (time) *time *= time_factor;
      return time;
    };
    double last = 0;
    for (const StoppingEvent& event : stopping_events) {
      last = std::max(last, stated(event).value_or(0));
    }
    parameters.steps = std::ceil(1.05 * last / std::min(1.0, time_factor));
    for (std::uint64_t replicate = 0; replicate < replicates; ++replicate) {
      throw_if_interrupted(context);
      const StoppingTimes observed =
          simulate(run_of(parameters, context, replicate)).stopping_times;
      for (const StoppingEvent& event : stopping_events) {
        const std::optional<double>& time = observed.*event.observed;
        const std::optional<double> predicted = stated(event);
        if (!predicted) {
          all_happened = all_happened && !time;
          continue;
        }
        const double found = time.value_or(std::nan(""));
        all_happened = all_happened && time.has_value();
        worst.see(found / *predicted - 1);
        finding.measurements.push_back(
            {std::string(event.name) + " [steps] at kappa = " + std::to_string(kappa).substr(0, 2) +
                 ", replicate " + std::to_string(replicate),
             *predicted,
             found,
             {*predicted * (1 - tolerance), *predicted * (1 + tolerance)}});
      }
    }
  }
  finding.replicates = static_cast<std::int64_t>(replicates * design_kappa.size());
  finding.measurements.insert(
      finding.measurements.begin(),
      {"largest relative error of a time", 0.0, worst.value(), {0.0, tolerance}});
  finding.verdict = all_happened && worst.value() <= tolerance ? Verdict::pass : Verdict::fail;
  finding.explanation =
      "largest relative error of any event time: " + std::to_string(worst.value());
  return finding;
}

}  // namespace
}  // namespace event_times_trial

Claim mean_field_event_times_claim(double time_factor) {
  return {event_times_trial::statement(), Decision::arithmetic,
          [time_factor](const ClaimContext& context) {
            return event_times_trial::check(time_factor, context);
          }};
}

}  // namespace benignity
