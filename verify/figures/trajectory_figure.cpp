#include "verify/figures/trajectory_figure.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <string>
#include <utility>
#include <vector>

#include "sim/trajectory/mean_field_run.hpp"
#include "theory/invalid_input.hpp"

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
double test_loss(const Snapshot& at) { return at.test.loss.mean; }

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

}  // namespace

Figure trajectory_figure(const RunSettings& settings, const Trajectory& run) {
  const Scale time = has_logarithmic_records(settings) ? Scale::logarithmic : Scale::linear;
  const Prediction prediction = prediction_for(settings);
  const Lines lines(run, prediction, time);
  const Axis steps{"τ [steps]", time, {}, {}};
  const std::string promise = prediction.snapshots.empty()
                                  ? "The mean field is not integrated at this setting."
                                  : "Dashed: " + prediction.label + ".";
  const Panel losses{
      .title = "loss",
      .x = steps,
      .y = {"mean log(1 + exp(−Y f)) [nats]", Scale::linear, 0, {}},
      .heat_map = {},
      .series = {lines.observed("training", train_loss), lines.observed("test", test_loss),
                 lines.predicted(prediction.label, train_loss), lines.predicted("", test_loss)}};
  const std::string run_text = "One run, engine " + std::string(name(settings.engine)) + ", seed " +
                               std::to_string(settings.seed) + ": ";
  if (settings.data != nullptr) {  // which no relevant token is known of
    return {.name = "trajectory", .caption = run_text + "the losses.", .panels = {losses}};
  }
  return {.name = "trajectory",
          .caption = run_text +
                     "mean softmax probability s₁ of the relevant token, and the losses. " +
                     promise,
          .panels = {{.title = "attention on the relevant token",
                      .x = steps,
                      .y = {"mean s₁", Scale::linear, 0, 1},
                      .heat_map = {},
                      .series = {lines.observed("clean training samples", clean),
                                 lines.observed("noisy training samples", noisy),
                                 lines.observed("fresh samples", fresh),
                                 lines.predicted(prediction.label, clean),
                                 lines.predicted("", noisy), lines.predicted("", fresh)}},
                     losses}};
}

}  // namespace benignity
