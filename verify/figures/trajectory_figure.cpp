#include "verify/figures/trajectory_figure.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <iterator>
#include <limits>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <fmt/core.h>

#include "sim/trajectory/mean_field_run.hpp"
#include "theory/invalid_input.hpp"
#include "verify/figures/setting_line.hpp"

namespace benignity {
namespace {

/// Mean-field times of a run that records at even distances.
constexpr double predicted_points = 100;

using ValueAt = std::function<double(const Snapshot&)>;

double value_or_gap(const std::optional<double>& value) {
  return value.value_or(std::numeric_limits<double>::quiet_NaN());
}

double clean(const Snapshot& at) { return value_or_gap(at.clean_relevant_mean); }
double noisy(const Snapshot& at) { return value_or_gap(at.noisy_relevant_mean); }
double fresh(const Snapshot& at) { return at.test.relevant.mean; }
double train_loss(const Snapshot& at) { return at.train_loss; }
double fresh_loss(const Snapshot& at) { return at.test.loss.mean; }
double test_gap(const Snapshot& at) { return std::min(at.lambda_plus, at.lambda_minus); }

/// "607", "4.31e-16".
std::string time_text(double steps) {
  const bool is_counted = steps == std::floor(steps) && steps < 1e9;
  return is_counted ? fmt::format("{:.0f}", steps) : fmt::format("{:.3g}", steps);
}

bool has_logarithmic_records(const RunSettings& settings) {
  return settings.has_continuous_time() && !settings.chosen_record_every;
}

/// The mean field over the time of the run.
struct Prediction {
  std::string label;
  std::vector<Snapshot> snapshots;
};

Prediction prediction_for(RunSettings settings) {
  if (settings.data != nullptr) return {};
  if (!has_logarithmic_records(settings)) {
    const double every = std::min(settings.parameters.steps / predicted_points, 1e18);
    settings.chosen_record_every = std::max<std::int64_t>(std::llround(every), 1);
  }
  settings.engine = Engine::mean_field;
  settings.precision = Precision::float64;
  try {
    std::vector<Snapshot> second_order = simulate_second_order(settings);
    if (!second_order.empty()) return {"mean field, second order", std::move(second_order)};
    return {"mean field", simulate_mean_field(settings).snapshots};
  } catch (const InvalidInput&) {  // outside the range in which it is integrated
    return {};
  }
}

class Lines {
 public:
  Lines(const Trajectory& run, const Prediction& prediction, Scale time)
      : run_(run), prediction_(prediction), time_(time) {}

  [[nodiscard]] Series observed(const char* label, const ValueAt& value) const {
    return line(label, Mark::curve, run_.snapshots, value);
  }
  [[nodiscard]] Series predicted(const std::string& label, const ValueAt& value) const {
    return line(label, Mark::predicted, prediction_.snapshots, value);
  }

  /// The event at its time, on the curve that it is read from, which is drawn straight between
  /// records. An event that did not happen has no mark.
  [[nodiscard]] Series event(const std::string& what, const std::optional<double>& time,
                             const ValueAt& value) const {
    if (!time) return {};
    const auto after = std::find_if(run_.snapshots.begin(), run_.snapshots.end(),
                                    [&](const Snapshot& at) { return at.step >= *time; });
    if (after == run_.snapshots.end()) return {};
    double y = value(*after);
    if (after != run_.snapshots.begin() && after->step > *time) {
      const Snapshot& before = *std::prev(after);
      const auto even = [&](double step) {
        return time_ == Scale::logarithmic ? std::log(step) : step;
      };
      const bool has_start = time_ == Scale::linear || before.step > 0;
      const double share =
          has_start ? (even(*time) - even(before.step)) / (even(after->step) - even(before.step))
                    : 1;
      y = (1 - share) * value(before) + share * y;
    }
    return {fmt::format("{} at {}", what, time_text(*time)), Mark::observed, {*time}, {y}, {}};
  }

  /// A level that the theory names, over the time of the run.
  [[nodiscard]] Series level(const std::string& label, double value) const {
    const Snapshot& first = time_ == Scale::logarithmic && run_.snapshots.size() > 1
                                ? run_.snapshots[1]
                                : run_.snapshots.front();
    return {label, Mark::predicted, {first.step, run_.snapshots.back().step}, {value, value}, {}};
  }

 private:
  [[nodiscard]] Series line(const std::string& label, Mark mark,
                            const std::vector<Snapshot>& snapshots, const ValueAt& value) const {
    Series series{label, mark, {}, {}, {}};
    for (const Snapshot& at : snapshots) {
      if (time_ == Scale::logarithmic && at.step <= 0) continue;
      series.x.push_back(at.step);
      series.y.push_back(value(at));
    }
    return series;
  }

  const Trajectory& run_;
  const Prediction& prediction_;
  Scale time_;
};

/// What is absent altogether leaves no series.
Panel without_empty(Panel panel) {
  std::erase_if(panel.series, [](const Series& series) { return series.x.empty(); });
  return panel;
}

}  // namespace

Figure trajectory_figure(const RunSettings& settings, const Trajectory& run) {
  const Scale time = has_logarithmic_records(settings) ? Scale::logarithmic : Scale::linear;
  const Prediction prediction = prediction_for(settings);
  const Lines lines(run, prediction, time);
  const Axis steps{"τ [steps]", time, {}, {}};
  const StoppingTimes& times = run.stopping_times;
  const Panel losses = without_empty(
      {.title = "loss",
       .x = steps,
       .y = {"mean log(1 + exp(−Y f)) [nats]", Scale::linear, 0, {}},
       .heat_map = {},
       .series = {lines.observed("training", train_loss), lines.observed("test", fresh_loss),
                  lines.predicted(prediction.label, train_loss), lines.predicted("", fresh_loss),
                  lines.event("all labels fitted", times.fit_all, train_loss)}});
  const std::string run_text = "One run, engine " + std::string(name(settings.engine)) + ", seed " +
                               std::to_string(settings.seed) + ": ";
  if (settings.data != nullptr) {  // which no relevant token is known of
    return {.name = "trajectory",
            .caption = run_text + "the losses. Marked: the event.",
            .panels = {losses}};
  }
  const Panel attention = without_empty(
      {.title = "attention on the relevant token",
       .x = steps,
       .y = {"mean s₁", Scale::linear, 0, 1},
       .heat_map = {},
       .series = {lines.observed("clean training samples", clean),
                  lines.observed("noisy training samples", noisy),
                  lines.observed("fresh samples", fresh), lines.predicted(prediction.label, clean),
                  lines.predicted("", noisy), lines.predicted("", fresh),
                  lines.event("all clean select", times.select_clean, clean),
                  lines.event("all noisy select", times.select_noisy, noisy),
                  lines.event("a noisy one leaves", times.exit_noisy, noisy)}});
  const double target = settings.parameters.target_gap();
  const Panel gap = without_empty(
      {.title = "test gap",
       .x = steps,
       .y = {"min(λ₊, λ₋), logits of ±μ", Scale::linear, {}, {}},
       .heat_map = {},
       .series = {lines.observed("run", test_gap), lines.predicted(prediction.label, test_gap),
                  lines.level(fmt::format("target gap {:.3g}", target), target),
                  lines.event("target reached", times.generalize,
                              [&](const Snapshot&) { return target; })}});
  const std::string promise = prediction.snapshots.empty()
                                  ? "The mean field is not integrated at this setting."
                                  : "Dashed: " + prediction.label + ".";
  return {
      .name = "trajectory",
      .caption = run_text +
                 "mean softmax probability s₁ of the relevant token, the losses, and the gap "
                 "between the logits of signal and noise, which \"generalize\" compares with its "
                 "target. Events at their times, steps. " +
                 promise,
      .panels = {attention, losses, gap},
      .setting = SettingLine({settings.parameters}).text()};
}

}  // namespace benignity
