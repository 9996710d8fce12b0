#include "reports/figures/panel_data.hpp"

#include <algorithm>
#include <cmath>
#include <functional>

#include <fmt/core.h>

#include "reports/columns.hpp"
#include "reports/figures/gnuplot.hpp"

namespace benignity {
namespace {

bool is_band(const Series& series) { return series.mark == Mark::band; }

void require_equal_lengths(const Series& series) {
  const std::size_t uppers = is_band(series) ? series.y_upper.size() : series.x.size();
  if (series.x.size() != series.y.size() || uppers != series.x.size()) {
    throw DrawingError(fmt::format("series {}: x, y and y_upper have {}, {} and {} values",
                                   printable(series.label), series.x.size(), series.y.size(),
                                   series.y_upper.size()));
  }
}

bool increases(const std::vector<double>& coordinates, Scale scale) {
  return std::all_of(coordinates.begin(), coordinates.end(),
                     [&](double value) { return has_place(value, scale); }) &&
         std::adjacent_find(coordinates.begin(), coordinates.end(), std::greater_equal<>()) ==
             coordinates.end();
}

void require_grid(const HeatMap& map, const Panel& panel) {
  if (map.values.size() != map.x.size() * map.y.size()) {
    throw DrawingError(fmt::format("heat map {}: {} values for {} times {} cells",
                                   printable(map.label), map.values.size(), map.x.size(),
                                   map.y.size()));
  }
  if (!increases(map.x, panel.x.scale) || !increases(map.y, panel.y.scale)) {
    throw DrawingError(
        fmt::format("heat map {}: its coordinates do not increase, or have no place on the axis",
                    printable(map.label)));
  }
}

/// One edge more than there are cells.
std::vector<double> cell_edges(const std::vector<double>& centres, Scale scale) {
  std::vector<double> evens;
  for (const double centre : centres) {
    evens.push_back(even_coordinate(centre, scale));
  }
  if (evens.empty()) {
    return {};
  }
  const double lone_half = scale == Scale::logarithmic ? std::log(2.0) / 2 : 0.5;
  const std::size_t last = evens.size() - 1;
  std::vector<double> edges;
  for (std::size_t i = 0; i <= evens.size(); ++i) {
    const double half_before = last == 0 ? lone_half : (evens[1] - evens[0]) / 2;
    const double half_after = last == 0 ? lone_half : (evens[last] - evens[last - 1]) / 2;
    const double edge = i == 0              ? evens[0] - half_before
                        : i == evens.size() ? evens[last] + half_after
                                            : (evens[i - 1] + evens[i]) / 2;
    edges.push_back(from_even_coordinate(edge, scale));
  }
  return edges;
}

/// The heat map's edges, exactly, where the axis has no bounds of its own.
Axis framed(Axis axis, const std::vector<double>& centres) {
  const std::vector<double> edges = cell_edges(centres, axis.scale);
  if (!edges.empty()) {
    axis.lower = axis.lower.value_or(edges.front());
    axis.upper = axis.upper.value_or(edges.back());
  }
  return axis;
}

}  // namespace

DataRows series_rows(const Series& series, const Panel& panel) {
  require_equal_lengths(series);
  DataRows data;
  for (std::size_t i = 0; i < series.x.size(); ++i) {
    const double y_upper = is_band(series) ? series.y_upper[i] : series.y[i];
    const bool shown = has_place(series.x[i], panel.x.scale) &&
                       has_place(series.y[i], panel.y.scale) && has_place(y_upper, panel.y.scale);
    if (shown) {
      data.rows += is_band(series) ? fmt::format("{} {} {}\n", series.x[i], series.y[i], y_upper)
                                   : fmt::format("{} {}\n", series.x[i], series.y[i]);
      ++data.points;
      continue;
    }
    data.rows += "\n";  // gnuplot ends a line at an empty row
    const bool is_gap = std::isnan(series.y[i]) || std::isnan(y_upper);
    data.left_out += is_gap ? 0 : 1;
  }
  return data;
}

DataRows heat_map_rows(const HeatMap& map, const Panel& panel) {
  require_grid(map, panel);
  const std::vector<double> x = cell_edges(map.x, panel.x.scale);
  const std::vector<double> y = cell_edges(map.y, panel.y.scale);
  DataRows data;
  for (std::size_t i = 0; i < map.y.size(); ++i) {
    for (std::size_t j = 0; j < map.x.size(); ++j) {
      const double value = map.values[i * map.x.size() + j];
      if (!std::isfinite(value)) {
        data.left_out += std::isnan(value) ? 0 : 1;
        continue;
      }
      data.rows += fmt::format("{} {} {} {} {} {} {}\n", map.x[j], map.y[i], x[j], x[j + 1], y[i],
                               y[i + 1], value);
      ++data.points;
    }
  }
  return data;
}

AxisRange value_range(const HeatMap& map) {
  const Axis values{map.label, Scale::linear, map.lower, map.upper};
  std::vector<double> finite;
  std::copy_if(map.values.begin(), map.values.end(), std::back_inserter(finite),
               [](double value) { return std::isfinite(value); });
  if (!finite.empty()) {
    const auto [least, most] = std::minmax_element(finite.begin(), finite.end());
    if (*least < *most && !map.lower && !map.upper) {
      return {*least, *most};
    }
  }
  return shown_range(values, finite);
}

PanelRanges panel_ranges(const Panel& panel) {
  std::vector<double> x;
  std::vector<double> y;
  for (const Series& series : panel.series) {
    require_equal_lengths(series);
    for (std::size_t i = 0; i < series.x.size(); ++i) {
      if (has_place(series.x[i], panel.x.scale) && has_place(series.y[i], panel.y.scale)) {
        x.push_back(series.x[i]);
        y.push_back(series.y[i]);
        y.push_back(is_band(series) ? series.y_upper[i] : series.y[i]);
      }
    }
  }
  if (!panel.heat_map || panel.heat_map->values.empty()) {
    return {shown_range(panel.x, x), shown_range(panel.y, y)};
  }
  require_grid(*panel.heat_map, panel);
  return {shown_range(framed(panel.x, panel.heat_map->x), x),
          shown_range(framed(panel.y, panel.heat_map->y), y)};
}

}  // namespace benignity
