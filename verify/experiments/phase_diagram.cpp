#include <cmath>
#include <functional>
#include <limits>
#include <string>
#include <utility>
#include <vector>

#include "verify/experiments/predicted_boundaries.hpp"
#include "verify/experiments/sweep_figures.hpp"

namespace benignity {
namespace {

constexpr double no_value = std::numeric_limits<double>::quiet_NaN();

/// Means over the cells that share a place; NaN where there is none.
std::vector<double> means(const std::vector<double>& values, const SweptAxis& x,
                          const SweptAxis& y) {
  const std::size_t places = x.coordinates.size() * y.coordinates.size();
  std::vector<double> sums(places, 0);
  std::vector<double> counts(places, 0);
  for (std::size_t cell = 0; cell < values.size(); ++cell) {
    if (std::isnan(values[cell])) continue;
    const std::size_t place = y.place[cell] * x.coordinates.size() + x.place[cell];
    sums[place] += values[cell];
    counts[place] += 1;
  }
  for (std::size_t place = 0; place < places; ++place) {
    sums[place] = counts[place] > 0 ? sums[place] / counts[place] : no_value;
  }
  return sums;
}

/// Where `excess` (a value a place, as a heat map's) changes sign between neighbours along x: one
/// point a row at most, the first, linear in log x where x > 0. A row without one breaks the line.
Series zero_line(const std::string& label, const std::vector<double>& excess, const SweptAxis& x,
                 const SweptAxis& y) {
  Series line{label, Mark::predicted, {}, {}, {}};
  const std::size_t width = x.coordinates.size();
  for (std::size_t row = 0; row < y.coordinates.size(); ++row) {
    double crossing = no_value;
    for (std::size_t column = 0; column + 1 < width && std::isnan(crossing); ++column) {
      const double left = excess[row * width + column];
      const double right = excess[row * width + column + 1];
      if (!(left * right <= 0) || left == right) continue;
      const double share = left / (left - right);
      const double a = x.coordinates[column];
      const double b = x.coordinates[column + 1];
      crossing = a > 0 ? a * std::pow(b / a, share) : a + (b - a) * share;
    }
    if (std::isnan(crossing)) {
      line.x.push_back(x.coordinates.front());
      line.y.push_back(no_value);
    } else {
      line.x.push_back(crossing);
      line.y.push_back(y.coordinates[row]);
    }
  }
  return line;
}

bool has_points(const Series& line) {
  for (const double y : line.y) {
    if (!std::isnan(y)) return true;
  }
  return false;
}

struct Quantity {
  const char* title;
  const char* label;
  std::function<double(const CellOutcome&)> of;
};

std::function<double(const CellOutcome&)> figure_of(std::size_t index) {
  return [index](const CellOutcome& outcome) { return outcome.figures[index].value_or(no_value); };
}

std::vector<Quantity> quantities() {
  return {
      {"training loss", "nats", figure_of(figure_index("train_loss"))},
      {"test loss", "nats", figure_of(figure_index("test_loss"))},
      {"memorised share", "share of noisy labels fitted", figure_of(figure_index("noisy_fitted"))},
      {"noisy samples select x_1", "share of replicates", [](const CellOutcome& outcome) {
         if (!outcome.failure.empty()) return no_value;
         return outcome.figures[figure_index("select_noisy")] ? 1.0 : 0.0;
       }}};
}

}  // namespace

Figure phase_diagram(const SweepPlan& plan, const std::vector<CellOutcome>& outcomes,
                     const SweptAxis& x, const SweptAxis& y) {
  std::vector<Series> lines;
  for (const PredictedBoundary& boundary : predicted_boundaries(plan.cells)) {
    Series line = zero_line(boundary.label, means(boundary.excess, x, y), x, y);
    if (has_points(line)) lines.push_back(std::move(line));
  }
  Figure figure{
      "phase_diagram",
      "Final losses, memorised share and selection by noisy samples. Predicted: above the line κ "
      "= n·SNR² = κ*, noisy samples at some time select the relevant token; where ‖μ‖ is "
      "below one of the other lines, fresh data are misclassified more often than δ.",
      {}};
  for (const Quantity& quantity : quantities()) {
    std::vector<double> values;
    for (const CellOutcome& outcome : outcomes) values.push_back(quantity.of(outcome));
    Panel panel{quantity.title, x.axis, y.axis, {}, {}};
    panel.heat_map = HeatMap{quantity.label, x.coordinates, y.coordinates, means(values, x, y)};
    panel.series = lines;
    figure.panels.push_back(std::move(panel));
  }
  return figure;
}

}  // namespace benignity
