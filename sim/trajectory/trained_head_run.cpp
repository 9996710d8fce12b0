#include "sim/trajectory/trained_head_run.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

#include "sim/test_law/heads_statistics.hpp"
#include "sim/trajectory/mean_field_snapshot.hpp"
#include "sim/trajectory/record_times.hpp"
#include "sim/trajectory/step_events.ipp"
#include "theory/invalid_input.hpp"
#include "theory/mean_field/equivalent.hpp"
#include "theory/mean_field/trained_head_path.hpp"

namespace benignity {
namespace {

constexpr double stiffest = 2000;

/// The path in steps of descent, with the levels of the events.
class TrainedHeadRun {
 public:
  explicit TrainedHeadRun(const RunSettings& settings)
      : parameters_(settings.parameters),
        system_(trained_head_system(parameters_)),
        steps_a_unit_(steps_per_scaled_time(parameters_)),
        path_(system_) {
    if (!(system_.start.kappa <= stiffest && system_.head_rate <= stiffest)) {
      throw InvalidInput("engine", "mean_field",
                         "another one here: kappa or head_step_size/(step_size D) is above 2000, "
                         "where the mean field of a trained linear head is not integrated");
    }
  }

  [[nodiscard]] const TrainedHeadSystem& system() const { return system_; }
  void step() { path_.step(); }
  [[nodiscard]] double reached() const { return path_.step_end() * steps_a_unit_; }
  [[nodiscard]] TrainedHeadState at(double step) const { return path_.at(step / steps_a_unit_); }

  /// Steps in which the fastest token moves by about 1/100.
  [[nodiscard]] double first_step() const {
    const TrainedHeadState rate = trained_head_rate(system_, {});
    double fastest = 0;
    for (std::size_t j = 0; j < rate.logits.size(); ++j) {
      fastest = std::max({fastest, std::abs(rate.logits[j]), std::abs(rate.values[j])});
    }
    return steps_a_unit_ / (100 * fastest);
  }

  [[nodiscard]] EventLevels levels() const { return levels_at(path_.at(path_.step_end())); }
  [[nodiscard]] EventLevels levels_within(double share) const {
    return levels_at(path_.at(theta_at(share)));
  }
  [[nodiscard]] EventLevels interpolated_levels(double share) const { return levels_within(share); }
  [[nodiscard]] double step_at(double share) const { return theta_at(share) * steps_a_unit_; }

 private:
  [[nodiscard]] double theta_at(double share) const {
    return path_.step_begin() + share * (path_.step_end() - path_.step_begin());
  }

  [[nodiscard]] EventLevels levels_at(const TrainedHeadState& state) const {
    constexpr double none = std::numeric_limits<double>::infinity();
    const SignalLogits<double> lambda = signal_logits(system_.start, state.logits);
    EventLevels levels{none, none, none,
                       std::min(lambda.plus, lambda.minus) - parameters_.target_gap()};
    for (const SampleType type : sample_types) {
      if (!system_.start.layout.holds(type)) continue;
      const SampleAttention<double> attention = sample_attention(system_, state, type);
      levels.least_margin = std::min(levels.least_margin, attention.margin);
      double& selection = is_noisy(type) ? levels.noisy_selection : levels.clean_selection;
      selection = std::min(selection, attention.softmax[0] - parameters_.selection_threshold);
    }
    return levels;
  }

  Parameters parameters_;
  TrainedHeadSystem system_;
  double steps_a_unit_;
  TrainedHeadPath path_;
};

/// w and nu as fresh tokens see them, (12.5): Gram matrix F F^T.
HeadsDirections directions_of(const SignalLogits<double>& lambda, const SignalLogits<double>& gamma,
                              const TrainedHeadProducts& products, double across) {
  HeadsDirections directions;
  directions.times = 1;
  directions.signals.resize(2, 2);
  directions.signals << lambda.plus, gamma.plus, lambda.minus, gamma.minus;
  directions.factor = Matrix<double>::Zero(2, 2);
  const double length = std::sqrt(products.directions + across);
  const double along = length > 0 ? products.mixed / length : 0;
  directions.factor(0, 0) = length;
  directions.factor(1, 0) = along;
  directions.factor(1, 1) = std::sqrt(std::max(0.0, products.heads - along * along));
  return directions;
}

Snapshot snapshot_at(const RunSettings& settings, const TrainedHeadRun& run, double step) {
  const Parameters& p = settings.parameters;
  const TrainedHeadState state = run.at(step);
  const TrainedHeadSystem& system = run.system();
  Snapshot snapshot = snapshot_of_types(
      system.start.layout, [&](SampleType type) { return sample_attention(system, state, type); });
  const SignalLogits<double> lambda = signal_logits(system.start, state.logits);
  const auto dimension = static_cast<double>(p.dimension);
  const double unit = static_cast<double>(p.samples) / (p.noise_std * p.noise_std * dimension);
  TrainedHeadProducts products = products_per_sample(system, state);
  products = {unit * products.directions, unit * products.mixed, unit * products.heads};
  snapshot.step = step;
  snapshot.lambda_plus = lambda.plus;
  snapshot.lambda_minus = lambda.minus;
  snapshot.query_norm2 =
      p.init_query_std * p.init_query_std * dimension + products.directions / trained_head_gain(p);
  snapshot.test = heads_statistics(p, {settings.seed, settings.replicate, settings.test_samples},
                                   directions_of(lambda, signal_values(system, state), products,
                                                 norm2_across_data(p, snapshot.query_norm2)))
                      .front();
  return snapshot;
}

}  // namespace

Trajectory simulate_trained_head(const RunSettings& settings) {
  TrainedHeadRun run(settings);
  StepEvents events(run);
  Trajectory trajectory;
  for (const double step : continuous_record_times(settings, run.first_step())) {
    while (run.reached() < step) {
      run.step();
      events.observe_step();
    }
    trajectory.snapshots.push_back(snapshot_at(settings, run, step));
  }
  // The last step may go beyond the end.
  StoppingTimes times = events.times();
  for (auto* time : {&times.fit_all, &times.select_clean, &times.select_noisy, &times.exit_noisy,
                     &times.generalize}) {
    if (*time && **time > settings.parameters.steps) time->reset();
  }
  trajectory.stopping_times = times;
  return trajectory;
}

}  // namespace benignity
