#include "reports/figures/axis_script.hpp"

#include <set>

#include <fmt/core.h>

#include "reports/columns.hpp"
#include "reports/number_text.hpp"

namespace benignity {
namespace {

/// Up to so many distinct coordinates, each is marked.
constexpr std::size_t most_marked = 8;

std::string tick_list(const std::vector<Tick>& ticks) {
  std::string list;
  for (const Tick& tick : ticks) {
    list += fmt::format("{}{} {} {}", list.empty() ? "" : ", ", gnuplot_string(tick.text),
                        tick.value, tick.text.empty() ? 1 : 0);
  }
  return list;
}

}  // namespace

std::string gnuplot_string(std::string_view text) {
  std::string inside;
  for (const char byte : printable(text)) {
    inside += byte == '\'' ? "''" : std::string(1, byte);
  }
  return "'" + inside + "'";
}

std::string axis_label(std::string_view label, std::size_t width) {
  const std::string whole = printable(label);
  const std::vector<std::string> lines = wrapped(whole, width);
  if (lines.size() < 2) {
    return gnuplot_string(whole);
  }
  const std::string rest = whole.substr(lines[0].size());
  return gnuplot_string(lines[0]) + ".\"\\n\"." +
         gnuplot_string(
             shortened(std::string_view(rest).substr(rest.find_first_not_of(' ')), width));
}

std::vector<Tick> ticks_at_data(const Panel& panel, const std::vector<double>& cells,
                                std::vector<double> Series::*coordinate, const AxisRange& range,
                                Scale scale) {
  std::set<double> places(cells.begin(), cells.end());
  for (const Series& series : panel.series) {
    if (series.mark != Mark::observed || panel.heat_map) continue;
    for (const double value : series.*coordinate) {
      if (has_place(value, scale)) places.insert(value);
    }
  }
  if (places.empty() || places.size() > most_marked) return {};
  constexpr double least_distance = 0.08;  // of the axis: "2000" beside "4000" at 14 pixels
  const double length = even_coordinate(range.upper, scale) - even_coordinate(range.lower, scale);
  std::vector<Tick> ticks;
  for (const double place : places) {
    if (!ticks.empty() &&
        even_coordinate(place, scale) - even_coordinate(ticks.back().value, scale) <
            least_distance * length) {
      return {};
    }
    ticks.push_back({place, number_text(place, Digits::glance)});
  }
  return ticks;
}

std::string axis_commands(char name, const Axis& axis, std::size_t width, const AxisRange& range,
                          const std::vector<Tick>& at_data) {
  std::string commands = fmt::format("set {0}label {1} noenhanced\nset {0}range [{2}:{3}]\n", name,
                                     axis_label(axis.label, width), range.lower, range.upper);
  if (!at_data.empty()) {
    return commands + fmt::format("{} logscale {}\nset {}tics ({})\n",
                                  axis.scale == Scale::linear ? "unset" : "set", name, name,
                                  tick_list(at_data));
  }
  if (axis.scale == Scale::linear) {
    return commands +
           fmt::format("unset logscale {0}\nset {0}tics {1}\n", name, linear_tick_step(range));
  }
  return commands + fmt::format("set logscale {0}\nset {0}tics ({1})\n", name,
                                tick_list(logarithmic_ticks(range)));
}

}  // namespace benignity
