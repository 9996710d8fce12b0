#include "sim/trajectory/mean_field_run.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "sim/test_law/fresh_samples.hpp"
#include "sim/trajectory/mean_field_snapshot.hpp"
#include "sim/trajectory/record_times.hpp"
#include "sim/trajectory/trained_head_run.hpp"
#include "theory/invalid_input.hpp"
#include "theory/mean_field/equivalent.hpp"
#include "theory/mean_field/event_times.hpp"
#include "theory/mean_field/path.hpp"
#include "theory/mean_field/second_order.hpp"
#include "theory/mean_field/trained_head.hpp"
#include "theory/time_scales.hpp"

namespace benignity {
namespace {

/// One moment of either mean field as a snapshot: `noise_logits` is b of w, q = |p|^2 of a head.
/// The mean field is that of the settings' plain equivalent.
class MeanFieldSnapshots {
 public:
  explicit MeanFieldSnapshots(const RunSettings& settings)
      : settings_(settings),
        equivalent_(mean_field_equivalent(settings.parameters)),
        system_(mean_field_system<double>(equivalent_.plain)) {}

  [[nodiscard]] const MeanFieldEquivalent& equivalent() const { return equivalent_; }
  [[nodiscard]] const MeanFieldSystem<double>& system() const { return system_; }

  /// |w|^2 on the span of the data.
  [[nodiscard]] double energy(const MeanFieldState<double>& noise_logits) const {
    const Parameters& p = settings_.parameters;
    return energy_per_sample(system_, noise_logits) * static_cast<double>(p.samples) /
           (p.noise_std * p.noise_std * static_cast<double>(p.dimension));
  }

  [[nodiscard]] double lazy_query_norm2(const MeanFieldState<double>& noise_logits) const {
    return benignity::lazy_query_norm2(settings_.parameters, energy(noise_logits));
  }

  [[nodiscard]] Snapshot at(double step, const MeanFieldState<double>& noise_logits,
                            double query_norm2) const {
    const auto lambda = signal_logits(system_, noise_logits);
    Snapshot snapshot = snapshot_of_types(system_.layout, [&](SampleType type) {
      return sample_attention(system_, noise_logits, lambda, type);
    });
    snapshot.step = step;
    snapshot.lambda_plus = lambda.plus;
    snapshot.lambda_minus = lambda.minus;
    snapshot.query_norm2 = query_norm2;
    const double across = norm2_across_data(settings_.parameters, query_norm2);
    snapshot.test =
        gaussian_projection_statistics(
            equivalent_.plain, {settings_.seed, settings_.replicate, settings_.test_samples},
            std::vector<AttentionReadout>{
                {lambda.plus, lambda.minus, energy(noise_logits) + across}})
            .front();
    return snapshot;
  }

 private:
  const RunSettings& settings_;
  MeanFieldEquivalent equivalent_;
  MeanFieldSystem<double> system_;
};

/// `steps` of gradient descent in units of scaled time.
class ScaledTime {
 public:
  explicit ScaledTime(const Parameters& parameters)
      : log_scale_(log_steps_per_scaled_time(parameters)) {}

  [[nodiscard]] double of(double steps) const {
    return steps > 0 ? std::exp(std::log(steps) - log_scale_) : 0;
  }

 private:
  double log_scale_;
};

std::vector<double> record_times(const RunSettings& settings, const MeanFieldSnapshots& snapshots) {
  if (!inside_solved_range(snapshots.system())) {
    throw InvalidInput("engine", "mean_field",
                       "another one here: kappa, head_norm or tokens is beyond the range in which "
                       "the mean field is integrated (kappa <= 10^9, T <= 10^6)");
  }
  const double one_unit = std::exp(log_steps_per_scaled_time(snapshots.equivalent().plain));
  double fastest = 0;
  for (const double rate : mean_field_rate(snapshots.system(), MeanFieldState<double>{})) {
    fastest = std::max(fastest, std::abs(rate));
  }
  return continuous_record_times(settings, one_unit / (100 * fastest));
}

/// Empty where the second order's explicit integrator would be slow, or nothing grows.
std::vector<Snapshot> second_order_snapshots(const MeanFieldSnapshots& snapshots,
                                             const std::vector<double>& steps) {
  constexpr double stiffest = 2000;  // kappa
  if (snapshots.system().kappa > stiffest) return {};
  if (snapshots.equivalent().kernel == KernelMotion::frozen) return {};
  const Parameters& parameters = snapshots.equivalent().plain;
  const ScaledTime time(parameters);
  std::vector<double> scaled;
  for (const double step : steps) scaled.push_back(time.of(step));
  const auto system = second_order_system<double>(parameters);
  std::vector<Snapshot> found;
  for (const auto& state : second_order_states(system, scaled)) {
    found.push_back(
        snapshots.at(steps[found.size()], trained_noise_logits(system, state),
                     logit_gain<double>(parameters) * query_norm2_share(system, state)));
  }
  return found;
}

StoppingTimes stopping_times_of(const Parameters& parameters) {
  const MeanFieldTimes times = mean_field_times(parameters);
  const auto within = [&](const std::optional<double>& time) {
    return time && *time <= parameters.steps ? time : std::nullopt;
  };
  return {within(times.fit), within(times.select_clean), within(times.select_noisy),
          within(times.exit), within(times.generalize)};
}

}  // namespace

Trajectory simulate_mean_field(const RunSettings& settings) {
  if (has_trained_head_system(settings.parameters)) return simulate_trained_head(settings);
  const MeanFieldSnapshots snapshots(settings);
  const Parameters& parameters = snapshots.equivalent().plain;
  const std::vector<double> times = record_times(settings, snapshots);
  const ScaledTime time(parameters);
  MeanFieldPath path(snapshots.system(), MeanFieldOptions{}.tolerance);
  Trajectory trajectory;
  for (const double step : times) {
    for (double left = time.of(step) - path.time(); left > 0;) {
      const MeanFieldStep move = path.propose(left);
      if (!std::isfinite(move.length)) break;
      path.accept(move);
      left = move.length < left ? time.of(step) - path.time() : 0;
    }
    trajectory.snapshots.push_back(
        snapshots.at(step, path.state(), snapshots.lazy_query_norm2(path.state())));
  }
  trajectory.stopping_times = stopping_times_of(parameters);

  const auto last = second_order_snapshots(snapshots, {parameters.steps});
  if (!last.empty()) trajectory.second_order = last.front();
  return trajectory;
}

std::vector<Snapshot> simulate_second_order(const RunSettings& settings) {
  if (has_trained_head_system(settings.parameters)) return {};
  const MeanFieldSnapshots snapshots(settings);
  return second_order_snapshots(snapshots, record_times(settings, snapshots));
}

}  // namespace benignity
