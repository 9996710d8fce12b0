#include "verify/claims/mean_field/event_times.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>

#include "sim/trajectory/simulate.hpp"
#include "theory/mean_field/event_times.hpp"
#include "verify/claims/mean_field/lazy_setting.hpp"

namespace benignity {
namespace {

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

struct Event {
  const char* name;
  std::optional<double> predicted;
  std::optional<double> StoppingTimes::*observed;
};

Finding check(double time_factor, const ClaimContext& context) {
  Finding finding;
  double worst = 0;
  bool all_happened = true;
  for (const double kappa : design_kappa) {
    Parameters parameters = setting_at(kappa);
    const MeanFieldTimes times = mean_field_times(parameters);
    const auto stated = [time_factor](std::optional<double> time) {
      if (time) *time *= time_factor;
      return time;
    };
    const std::array<Event, 5> events = {
        {{"fit_all", stated(times.fit), &StoppingTimes::fit_all},
         {"select_clean", stated(times.select_clean), &StoppingTimes::select_clean},
         {"select_noisy", stated(times.select_noisy), &StoppingTimes::select_noisy},
         {"exit_noisy", stated(times.exit), &StoppingTimes::exit_noisy},
         {"generalize", stated(times.generalize), &StoppingTimes::generalize}}};
    double last = 0;
    for (const Event& event : events) last = std::max(last, event.predicted.value_or(0));
    parameters.steps = std::ceil(1.05 * last / std::min(1.0, time_factor));
    for (std::uint64_t replicate = 0; replicate < replicates; ++replicate) {
      throw_if_interrupted(context);
      RunSettings run;
      run.parameters = parameters;
      run.seed = context.seed;
      run.replicate = replicate;
      run.test_samples = 1;
      const StoppingTimes observed = simulate(run).stopping_times;
      for (const Event& event : events) {
        const std::optional<double>& time = observed.*event.observed;
        if (!event.predicted) {
          all_happened = all_happened && !time;
          continue;
        }
        const double found = time.value_or(std::nan(""));
        all_happened = all_happened && time.has_value();
        worst = std::max(worst, std::abs(found / *event.predicted - 1));
        finding.measurements.push_back(
            {std::string(event.name) + " [steps] at kappa = " + std::to_string(kappa).substr(0, 2) +
                 ", replicate " + std::to_string(replicate),
             *event.predicted,
             found,
             {*event.predicted * (1 - tolerance), *event.predicted * (1 + tolerance)}});
      }
    }
  }
  finding.replicates = static_cast<std::int64_t>(replicates * design_kappa.size());
  finding.measurements.insert(finding.measurements.begin(),
                              {"largest relative error of a time", 0.0, worst, {0.0, tolerance}});
  finding.verdict = all_happened && worst <= tolerance ? Verdict::pass : Verdict::fail;
  finding.explanation = "largest relative error of any event time: " + std::to_string(worst);
  return finding;
}

}  // namespace

Claim mean_field_event_times_claim(double time_factor) {
  return {
      {"mean_field.event_times",
       "the mean field's fitting, selection, exit and generalisation times are those of gradient "
       "descent as d -> infinity",
       "[derived] theory/README.md section 7", "mean_field",
       "d = 10^10, n = 20, T = 4, eta = 0.2, rho = 0.1, sigma_w = 1, p0 = 0, kappa = 2 and 50",
       "3 replicates a setting; 200 max(1, kappa/10) steps a unit of scaled time; every event that "
       "the mean field predicts happens within 1% of its time, no other event happens",
       "sampled", "double"},
      Decision::arithmetic,
      [time_factor](const ClaimContext& context) { return check(time_factor, context); }};
}

}  // namespace benignity
