#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "theory/mean_field/equivalent.hpp"
#include "theory/mean_field/event_times.hpp"
#include "theory/signal_to_noise_ratio.hpp"
#include "theory/time_scales.hpp"
#include "verify/experiments/sweep_figures.hpp"

namespace benignity {
namespace {

constexpr double no_time = std::numeric_limits<double>::quiet_NaN();

struct Event {
  std::size_t figure;
  const char* name;
  std::optional<double> MeanFieldTimes::*predicted;
};

constexpr std::array events = {
    Event{figure_index("select_clean"), "clean samples select x_1", &MeanFieldTimes::select_clean},
    Event{figure_index("fit_all"), "all labels fitted", &MeanFieldTimes::fit},
    Event{figure_index("select_noisy"), "noisy samples select x_1", &MeanFieldTimes::select_noisy},
    Event{figure_index("exit_noisy"), "a noisy sample leaves x_1", &MeanFieldTimes::exit},
    Event{figure_index("generalize"), "test gap reached", &MeanFieldTimes::generalize}};

/// One cell a coordinate, in increasing order.
std::vector<std::pair<double, Parameters>> settings_along(const SweepPlan& plan,
                                                          const SweptAxis& x) {
  std::map<double, Parameters> settings;
  for (std::size_t cell = 0; cell < plan.cells.size(); ++cell) {
    settings.try_emplace(x.coordinates[x.place[cell]], plan.cells[cell].parameters);
  }
  return {settings.begin(), settings.end()};
}

/// Whether the mean field of every cell is that of a plain setting, which alone is predicted.
bool has_equivalents(const SweepPlan& plan) {
  return std::none_of(plan.cells.begin(), plan.cells.end(), [](const RunSettings& cell) {
    return std::holds_alternative<NoEquivalent>(mean_field_reduction(cell.parameters));
  });
}

/// scale(x) times the constant that takes it through `anchor` in the middle.
Series through_the_middle(const std::string& label, const Series& anchor,
                          const std::vector<double>& log_scale) {
  Series line{label, Mark::predicted, anchor.x, {}, {}};
  const std::size_t middle = anchor.x.size() / 2;
  for (const double log_value : log_scale) {
    line.y.push_back(anchor.y[middle] * std::exp(log_value - log_scale[middle]));
  }
  return line;
}

}  // namespace

Figure stopping_time_figure(const SweepPlan& plan, const std::vector<CellOutcome>& outcomes,
                            const SweptAxis& x) {
  Panel panel{"stopping times", x.axis, {"time (steps)", Scale::logarithmic, {}, {}}, {}, {}};
  std::vector<Series> predictions;
  std::vector<Series> scales;
  std::vector<MeanFieldTimes> times;
  std::vector<double> log_select;
  std::vector<double> log_memorize;
  const auto settings = settings_along(plan, x);
  const bool is_predicted = has_equivalents(plan);
  for (const auto& [coordinate, parameters] : settings) {
    if (!is_predicted) break;
    const Parameters plain = mean_field_equivalent(parameters).plain;
    times.push_back(mean_field_times(plain));
    log_select.push_back(log_tau_select<double>(plain));
    log_memorize.push_back(log_tau_memorize<double>(plain));
  }
  for (const Event& event : events) {
    Series observed{event.name, Mark::observed, {}, {}, {}};
    for (std::size_t cell = 0; cell < outcomes.size(); ++cell) {
      const std::optional<double>& time = outcomes[cell].figures[event.figure];
      if (!time) continue;
      observed.x.push_back(x.coordinates[x.place[cell]]);
      observed.y.push_back(*time);
    }
    if (observed.x.empty()) continue;
    panel.series.push_back(std::move(observed));
    if (!is_predicted) continue;
    Series predicted{predictions.empty() ? "mean field" : "", Mark::predicted, {}, {}, {}};
    for (std::size_t i = 0; i < settings.size(); ++i) {
      predicted.x.push_back(settings[i].first);
      predicted.y.push_back((times[i].*event.predicted).value_or(no_time));
    }
    if (&event == &events[0]) {
      scales.push_back(through_the_middle("exponent of τ_select", predicted, log_select));
    }
    if (&event == &events[1]) {
      scales.push_back(through_the_middle("exponent of τ_memorize", predicted, log_memorize));
    }
    predictions.push_back(std::move(predicted));
  }
  for (Series& line : predictions) panel.series.push_back(std::move(line));
  for (Series& line : scales) panel.series.push_back(std::move(line));
  return {"stopping_times",
          std::string("First times, in steps, of every replicate.") +
              (is_predicted ? " Dashed: the mean field's, without a fitted constant; lines with "
                              "the theorem's exponents go through the mean field in the middle."
                            : ""),
          {std::move(panel)}};
}

Figure delay_figure(const SweepPlan& plan, const std::vector<CellOutcome>& outcomes) {
  Panel panel{"generalisation time",
              {"1/κ", Scale::linear, {}, {}},
              {"log of the generalisation time (steps)", Scale::linear, {}, {}},
              {},
              {}};
  Series observed{"observed", Mark::observed, {}, {}, {}};
  std::map<double, Parameters> settings;
  for (std::size_t cell = 0; cell < outcomes.size(); ++cell) {
    const Parameters& parameters = plan.cells[cell].parameters;
    const double inverse_kappa = 1 / kappa<double>(parameters);
    settings.try_emplace(inverse_kappa, parameters);
    if (const auto& time = outcomes[cell].figures[figure_index("generalize")]) {
      observed.x.push_back(inverse_kappa);
      observed.y.push_back(std::log(*time));
    }
  }
  Series predicted{"mean field", Mark::predicted, {}, {}, {}};
  Series paper{"log τ_benign, one constant", Mark::predicted, {}, {}, {}};
  if (!has_equivalents(plan)) {
    panel.series = {std::move(observed)};
    return {"generalization_time",
            "Log of the generalisation time over 1/κ, every replicate.",
            {std::move(panel)}};
  }
  for (const auto& [inverse_kappa, parameters] : settings) {
    const Parameters plain = mean_field_equivalent(parameters).plain;
    const auto time = mean_field_times(plain).generalize;
    predicted.x.push_back(inverse_kappa);
    predicted.y.push_back(time ? std::log(*time) : no_time);
    paper.x.push_back(inverse_kappa);
    paper.y.push_back(log_tau_benign<double>(plain));
  }
  const double offset = predicted.y.front() - paper.y.front();
  for (double& y : paper.y) y += offset;
  panel.series = {std::move(observed), std::move(predicted), std::move(paper)};
  return {"generalization_time",
          "Log of the generalisation time over 1/κ, every replicate. Dashed: the mean field's, and "
          "the theorem's e^{1/κ} read with one constant, through the mean field at the least 1/κ.",
          {std::move(panel)}};
}

}  // namespace benignity
