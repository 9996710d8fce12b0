#include "verify/claims/theorem/ray.hpp"

#include <cmath>

#include "sim/trajectory/simulate.hpp"
#include "theory/mean_field/event_times.hpp"
#include "theory/signal_to_noise_ratio.hpp"
#include "theory/time_scales.hpp"
#include "verify/claims/runs.hpp"
#include "verify/statistics/slope_equivalence.hpp"

namespace benignity {

Parameters ray_parameters(const RaySetting& setting, double kappa) {
  Parameters parameters;
  parameters.samples = setting.samples;
  parameters.tokens = setting.tokens;
  parameters.dimension = setting.dimension;
  parameters.label_noise = setting.label_noise;
  parameters.weak_signal = setting.weak_signal;
  parameters.failure_probability = 0.1;
  parameters = with_kappa(parameters, kappa);
  parameters.chosen_init_weight_std = parameters.init_weight_std() * setting.init_weight_factor;
  parameters.chosen_target_gap = setting.target_gap;
  return with_small_step_margin(parameters, setting.small_step_margin);
}

namespace {

double ray_time(const RaySweep& sweep, double inverse_kappa, std::uint64_t cluster,
                const ClaimContext& context) {
  throw_if_interrupted(context);
  Parameters parameters = ray_parameters(sweep.setting, 1 / inverse_kappa);
  parameters.steps = std::ceil(1.2 * mean_field_times(parameters).generalize.value());
  RunSettings run = run_of(parameters, context, cluster);
  run.engine = sweep.engine;
  // The flow's own 24 record times: up to e^80 steps, no interval in whole steps fits.
  if (sweep.engine == Engine::sampled) {
    run.chosen_record_every = static_cast<std::int64_t>(run.parameters.steps);
  }
  return simulate(run).stopping_times.generalize.value_or(std::nan("")) /
         tau_memorize<double>(run.parameters);
}

}  // namespace

bool any_out_of_regime(const std::vector<RaySweep>& sweeps, Finding& finding) {
  for (const RaySweep& sweep : sweeps) {
    for (const double end : {sweep.inverse_kappa.front(), sweep.inverse_kappa.back()}) {
      if (out_of_regime(ray_parameters(sweep.setting, 1 / end),
                        {MarginScope::both_parts, MarginScope::part_two}, finding)) {
        return true;
      }
    }
  }
  return false;
}

std::vector<RayTimes> observed_times(const std::vector<RaySweep>& sweeps,
                                     const ClaimContext& context) {
  std::vector<RayTimes> times(sweeps.size());
  for (std::size_t i = 0; i < sweeps.size(); ++i) {
    times[i].fill(std::vector<double>(sweeps[i].inverse_kappa.size()));
  }
  const auto tasks = static_cast<std::int64_t>(sweeps.size() * ray_clusters);
  over_replicates(context, 0, tasks, [&](std::int64_t task) {
    const std::size_t sweep = static_cast<std::size_t>(task) / ray_clusters;
    const std::size_t cluster = static_cast<std::size_t>(task) % ray_clusters;
    for (std::size_t point = 0; point < sweeps[sweep].inverse_kappa.size(); ++point) {
      times[sweep][cluster][point] =
          ray_time(sweeps[sweep], sweeps[sweep].inverse_kappa[point], cluster, context);
    }
  });
  return times;
}

double exponent(const std::vector<double>& inverse_kappa, const std::vector<double>& times,
                std::size_t first, std::size_t last) {
  std::vector<double> x;
  for (std::size_t i = first; i < last; ++i) x.push_back(std::exp(inverse_kappa[i]));
  return log_log_slope(x, {times.begin() + static_cast<std::ptrdiff_t>(first),
                           times.begin() + static_cast<std::ptrdiff_t>(last)});
}

double exponent(const std::vector<double>& inverse_kappa, const std::vector<double>& times) {
  return exponent(inverse_kappa, times, 0, times.size());
}

}  // namespace benignity
