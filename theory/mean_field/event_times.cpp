#include "theory/mean_field/event_times.hpp"

#include <algorithm>
#include <cmath>
#include <functional>

#include "theory/elementary.hpp"
#include "theory/mean_field/observables.hpp"
#include "theory/mean_field/second_order.hpp"

namespace benignity {
namespace {

/// A stopping time waits until `value` is positive (`reach` counts 0 as well).
enum class Boundary { exceed, reach };

struct Stop {
  std::function<double(const MeanFieldState<double>&)> value;
  Boundary boundary;
  bool armed;
  std::optional<double>* time;
  std::optional<MeanFieldMoment>* moment;
  double before = 0;

  [[nodiscard]] bool holds(double at) const {
    return boundary == Boundary::reach ? at >= 0 : at > 0;
  }
};

class Stopwatch {
 public:
  Stopwatch(const MeanFieldSystem<double>& system, const MeanFieldThresholds& thresholds,
            MeanFieldTimes& times)
      : system_(system), times_(times) {
    const auto selection = [&system, thresholds](LabelState labels) {
      return [&system, thresholds, labels](const MeanFieldState<double>& state) {
        return least_relevant_softmax(system, state, labels) - thresholds.selection;
      };
    };
    const auto noisy = selection(LabelState::noisy);
    const bool has_clean = has_samples(system.layout, LabelState::clean);
    const bool has_noisy = has_samples(system.layout, LabelState::noisy);
    stops_ = {Stop{[&system](const auto& state) { return least_margin(system, state); },
                   Boundary::exceed, false, &times.fit, &times.at_fit},
              Stop{selection(LabelState::clean), Boundary::reach, has_clean, &times.select_clean,
                   nullptr},
              Stop{noisy, Boundary::reach, has_noisy, &times.select_noisy, nullptr},
              Stop{[noisy](const auto& state) { return -noisy(state); }, Boundary::exceed, false,
                   &times.exit, nullptr},
              Stop{[&system, thresholds](const auto& state) {
                     const auto lambda = signal_logits(system, state);
                     return std::min(lambda.plus, lambda.minus) - thresholds.gap;
                   },
                   Boundary::reach, true, &times.generalize, &times.at_generalize}};
    impossible_ = (has_clean ? 0U : 1U) + (has_noisy ? 0U : 2U);
  }

  void start(const MeanFieldPath& path) {
    for (Stop& stop : stops_) {
      stop.before = stop.value(path.state());
      if (stop.armed && stop.holds(stop.before)) {
        record(stop, 0, path.state());
      }
    }
    times_.fitted_from_start = stops_[0].holds(stops_[0].before);
    arm();
  }

  void step(const MeanFieldPath& path, const MeanFieldStep& step) {
    for (Stop& stop : stops_) {
      if (*stop.time) {
        continue;
      }
      const double behind = stop.value(step.end);
      if (stop.armed && stop.holds(behind)) {
        const double length = crossing_length(path, step.length, stop.before, behind, stop.value);
        record(stop, path.time() + length, path.after(length));
      }
      stop.before = behind;
    }
    energy_.see(energy_per_sample(system_, step.end));
    arm();
  }

  [[nodiscard]] bool finished() const {
    const auto found = std::count_if(stops_.begin(), stops_.end(),
                                     [](const Stop& stop) { return stop.time->has_value(); });
    return static_cast<std::size_t>(found) + impossible_ == stops_.size();
  }

 private:
  void record(const Stop& stop, double time, const MeanFieldState<double>& state) {
    *stop.time = time;
    if (stop.moment != nullptr) {
      *stop.moment = mean_field_moment(system_, state);
    }
    LargestError until_here = energy_;
    until_here.see(energy_per_sample(system_, state));
    times_.largest_energy_per_sample = until_here.value();
  }

  /// fit waits for an unfitted sample, exit for the selection that it ends.
  void arm() {
    Stop& fit = stops_[0];
    fit.armed = fit.armed || !fit.holds(fit.before);
    stops_[3].armed = times_.select_noisy.has_value();
  }

  const MeanFieldSystem<double>& system_;
  MeanFieldTimes& times_;
  std::array<Stop, 5> stops_;
  std::size_t impossible_ = 0;
  LargestError energy_;  // over the ends of the steps taken
};

}  // namespace

MeanFieldMoment mean_field_moment(const MeanFieldSystem<double>& system,
                                  const MeanFieldState<double>& state) {
  MeanFieldMoment moment{0, signal_logits(system, state), {}};
  for (const SampleType type : sample_types) {
    const auto attention = sample_attention(system, state, moment.lambda, type);
    moment.relevant_softmax[index_of(type)] = attention.softmax[0];
    for (const TokenKind kind : token_kinds) {
      const double b = state[state_index(type, kind)];
      moment.squared_noise_logits_per_sample +=
          system.layout.weight[index_of(type)] * system.layout.multiplicity[index_of(kind)] * b * b;
    }
  }
  return moment;
}

MeanFieldTimes mean_field_times(const MeanFieldSystem<double>& system,
                                const MeanFieldThresholds& thresholds,
                                const MeanFieldOptions& options) {
  MeanFieldTimes times{};
  if (!inside_solved_range(system)) {
    times.end = MeanFieldEnd::outside_solved_range;
    return times;
  }
  times.end = MeanFieldEnd::horizon;
  MeanFieldPath path(system, options.tolerance);
  Stopwatch watch(system, thresholds, times);
  watch.start(path);
  const double horizon = std::exp(options.log_horizon) / system.head_value;
  while (path.time() < horizon) {
    if (watch.finished()) {
      times.end = MeanFieldEnd::every_event_found;
      break;
    }
    if (times.step_count == options.largest_step_count) {
      times.end = MeanFieldEnd::step_count;
      break;
    }
    MeanFieldStep step = path.propose(horizon - path.time());
    if (!std::isfinite(step.length)) {
      times.end = MeanFieldEnd::nothing_moves;
      break;
    }
    step = ended_at_noisy_peak(system, path, step);
    watch.step(path, step);
    path.accept(step);
    ++times.step_count;
  }
  return times;
}

MeanFieldTimes mean_field_times(const Parameters& parameters, const MeanFieldOptions& options) {
  const auto system = mean_field_system<double>(parameters);
  auto times =
      mean_field_times(system, {parameters.selection_threshold, parameters.target_gap()}, options);
  const double log_scale = log_steps_per_scaled_time(parameters);
  for (auto* time :
       {&times.fit, &times.select_clean, &times.select_noisy, &times.exit, &times.generalize}) {
    if (*time) {
      const double steps = std::exp(std::log(**time) + log_scale);
      *time = std::isfinite(steps) ? std::optional<double>(steps) : std::nullopt;
    }
  }
  return times;
}

}  // namespace benignity
