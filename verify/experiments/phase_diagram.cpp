#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "theory/harmful/head_noise.hpp"
#include "theory/harmful/memorisation.hpp"
#include "theory/mean_field/critical_kappa.hpp"
#include "theory/mean_field/equivalent.hpp"
#include "theory/mean_field/step_boundary.hpp"
#include "theory/signal_to_noise_ratio.hpp"
#include "verify/experiments/published_encoder_edge.hpp"
#include "verify/experiments/setting_texts.hpp"
#include "verify/experiments/sweep_figures.hpp"

namespace benignity {
namespace {

constexpr std::string_view training_loss = "training loss";
constexpr std::string_view test_loss = "test loss";
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

/// The setting whose thresholds these are; nothing where none is derived.
std::optional<Parameters> plain_with_growing_kernel(const Parameters& parameters) {
  const MeanFieldReduction reduction = mean_field_reduction(parameters);
  const auto* const equivalent = std::get_if<MeanFieldEquivalent>(&reduction);
  if (equivalent == nullptr || equivalent->kernel == KernelMotion::frozen) return std::nullopt;
  return equivalent->plain;
}

/// log(kappa/kappa*), NaN where there is no kappa*; kappa* is remembered by what it depends on.
class CriticalExcess {
 public:
  double operator()(const Parameters& parameters) {
    const auto system = mean_field_system<double>(parameters);
    std::vector<double> key(system.layout.weight.begin(), system.layout.weight.end());
    key.insert(key.end(), system.layout.multiplicity.begin(), system.layout.multiplicity.end());
    key.insert(key.end(), {system.layout.weak_signal, to_float_digits(system.head_value),
                           parameters.selection_threshold});
    auto [found, is_new] = critical_.try_emplace(std::move(key));
    if (is_new) found->second = critical_kappa(parameters).value;
    return found->second ? std::log(system.kappa / *found->second) : no_value;
  }

 private:
  /// |nu||mu| = 1 up to rounding is one value, not many.
  static double to_float_digits(double value) { return static_cast<float>(value); }

  std::map<std::vector<double>, std::optional<double>> critical_;
};

/// log(|mu|/threshold) for a threshold that does not read signal_norm, NaN where there is none.
class NormExcess {
 public:
  explicit NormExcess(std::function<std::optional<double>(const Parameters&)> threshold)
      : threshold_(std::move(threshold)) {}

  double operator()(const Parameters& parameters) {
    RunSettings others;
    others.parameters = parameters;
    others.parameters.signal_norm = 1;
    auto [found, is_new] = thresholds_.try_emplace(content_key(others));
    if (is_new) found->second = threshold_(parameters);
    return found->second ? std::log(parameters.signal_norm / *found->second) : no_value;
  }

 private:
  std::function<std::optional<double>(const Parameters&)> threshold_;
  std::map<std::string, std::optional<double>> thresholds_;
};

using Boundary =
    std::function<std::optional<double>(const Parameters& parameters, const KappaRange& range)>;

/// The |mu| of a boundary in kappa, sought where the sweep's |mu| lie: none where it varies none.
std::function<std::optional<double>(const Parameters&)> norm_within(const SweepPlan& plan,
                                                                    Boundary boundary) {
  const auto [quietest, loudest] = std::minmax_element(
      plan.cells.begin(), plan.cells.end(), [](const RunSettings& a, const RunSettings& b) {
        return a.parameters.signal_norm < b.parameters.signal_norm;
      });
  return
      [boundary = std::move(boundary), lowest = quietest->parameters.signal_norm,
       highest = loudest->parameters.signal_norm](Parameters parameters) -> std::optional<double> {
        if (!(lowest < highest)) return std::nullopt;
        const auto kappa_at = [&](double signal_norm) {
          parameters.signal_norm = signal_norm;
          return kappa<double>(parameters);
        };
        const auto found = boundary(parameters, {kappa_at(lowest), kappa_at(highest)});
        if (!found) return std::nullopt;
        return with_kappa(parameters, *found).signal_norm;
      };
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
  return std::any_of(line.y.begin(), line.y.end(), [](double y) { return !std::isnan(y); });
}

using Excess = std::function<double(const Parameters&)>;

/// Nothing where the line does not cross the diagram.
std::vector<Series> lines_of(const std::string& label, Excess excess, const SweepPlan& plan,
                             const SweptAxis& x, const SweptAxis& y) {
  std::vector<double> of_cells;
  for (const RunSettings& cell : plan.cells) {
    const std::optional<Parameters> plain = plain_with_growing_kernel(cell.parameters);
    of_cells.push_back(plain ? excess(*plain) : no_value);
  }
  Series line = zero_line(label, means(of_cells, x, y), x, y);
  if (!has_points(line)) return {};
  return {std::move(line)};
}

/// The predicted lines that cross the diagram.
std::vector<Series> threshold_lines(const SweepPlan& plan, const SweptAxis& x, const SweptAxis& y) {
  const struct {
    const char* label;
    Excess excess;
  } thresholds[] = {{"κ*: at larger κ noisy samples once select x₁", CriticalExcess()},
                    {"at larger κ noisy labels unfitted at the last step",
                     NormExcess(norm_within(plan, memorisation_boundary))},
                    {"memorisation harms at smaller ‖μ‖", NormExcess(memorisation_threshold)},
                    {"head noise harms at smaller ‖μ‖", NormExcess(uniform_head_noise_threshold)}};
  std::vector<Series> lines;
  for (const auto& threshold : thresholds) {
    for (Series& line : lines_of(threshold.label, threshold.excess, plan, x, y)) {
      lines.push_back(std::move(line));
    }
  }
  return lines;
}

/// Half-way between the least and the largest loss that the map shows. Where labels are memorised
/// at no kappa within the steps, the loss still has a boundary.
std::vector<Series> loss_lines(const std::vector<double>& losses, const SweepPlan& plan,
                               const SweptAxis& x, const SweptAxis& y) {
  double least = std::numeric_limits<double>::infinity();
  double largest = -least;
  for (const double loss : losses) {
    if (!std::isfinite(loss)) continue;
    least = std::min(least, loss);
    largest = std::max(largest, loss);
  }
  if (!(least < largest)) return {};
  const double level = (least + largest) / 2;
  const auto boundary = [level](const Parameters& parameters, const KappaRange& range) {
    return train_loss_boundary(parameters, level, range);
  };
  return lines_of(fmt::format("loss {:.3g} predicted at the last step", level),
                  NormExcess(norm_within(plan, boundary)), plan, x, y);
}

/// Of the encoder, whose edge nothing predicts: where its test loss falls below 0.64, and where it
/// does in the authors' map.
std::vector<Series> encoder_edges(const std::vector<double>& losses, const SweepPlan& plan,
                                  const SweptAxis& x, const SweptAxis& y) {
  const bool is_encoder =
      std::all_of(plan.cells.begin(), plan.cells.end(), [](const RunSettings& cell) {
        return cell.parameters.model == ModelKind::one_layer_encoder;
      });
  const std::vector<std::string> places = {"dimension", "signal_norm"};
  if (!is_encoder || plan.swept != places) return {};
  std::vector<double> excess;
  for (const double loss : losses) excess.push_back(saturated_test_loss - loss);
  std::vector<Series> edges;
  Series here = zero_line("test loss 0.64", excess, x, y);
  here.mark = Mark::curve;
  if (has_points(here)) edges.push_back(std::move(here));
  edges.push_back({"published edge of test loss > 0.64",
                   Mark::observed,
                   {published_edge_norms.begin(), published_edge_norms.end()},
                   {published_edge_dimensions.begin(), published_edge_dimensions.end()},
                   {}});
  return edges;
}

struct Quantity {
  std::string_view title;
  const char* label;
  std::function<double(const CellOutcome&)> of;
};

std::function<double(const CellOutcome&)> figure_of(std::size_t index) {
  return [index](const CellOutcome& outcome) { return outcome.figures[index].value_or(no_value); };
}

std::vector<Quantity> quantities() {
  return {
      {training_loss, "nats", figure_of(figure_index("train_loss"))},
      {test_loss, "nats", figure_of(figure_index("test_loss"))},
      {"memorised share", "share of noisy labels fitted", figure_of(figure_index("noisy_fitted"))},
      {"noisy samples select x_1", "share of replicates", [](const CellOutcome& outcome) {
         if (!outcome.failure.empty()) return no_value;
         return outcome.figures[figure_index("select_noisy")] ? 1.0 : 0.0;
       }}};
}

}  // namespace

Figure phase_diagram(const SweepPlan& plan, const std::vector<CellOutcome>& outcomes,
                     const SweptAxis& x, const SweptAxis& y) {
  const std::vector<Series> lines = threshold_lines(plan, x, y);
  Figure figure{
      "phase_diagram",
      "Final losses, memorised share and selection by noisy samples. Predicted by the mean field: "
      "at κ = n·SNR² larger than κ*, noisy samples at some time select the relevant token; at κ "
      "larger than the line of the last step they have not left it again by then, and their labels "
      "are unfitted (it rises with the steps; where these are too few to memorise at any κ, only "
      "the loss has a boundary). At ‖μ‖ smaller than the others, fresh data are misclassified too "
      "often late in training (memorisation) or from the start (head noise).",
      {}};
  for (const Quantity& quantity : quantities()) {
    std::vector<double> values;
    for (const CellOutcome& outcome : outcomes) values.push_back(quantity.of(outcome));
    Panel panel{std::string(quantity.title), x.axis, y.axis, {}, {}};
    panel.heat_map = HeatMap{quantity.label, x.coordinates, y.coordinates, means(values, x, y)};
    if (std::string_view(quantity.label).starts_with("share")) {
      panel.heat_map->lower = 0;
      panel.heat_map->upper = 1;
    }
    panel.series = lines;
    if (quantity.title == training_loss) {
      for (Series& line : loss_lines(panel.heat_map->values, plan, x, y)) {
        panel.series.push_back(std::move(line));
      }
    }
    if (quantity.title == test_loss) {
      for (Series& edge : encoder_edges(panel.heat_map->values, plan, x, y)) {
        panel.series.push_back(std::move(edge));
      }
    }
    figure.panels.push_back(std::move(panel));
  }
  return figure;
}

}  // namespace benignity
