#include "reports/figures/axis_script.hpp"

#include <algorithm>
#include <cmath>
#include <set>
#include <utility>

#include <fmt/core.h>

#include "reports/columns.hpp"
#include "reports/figures/label_text.hpp"
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

/// "32000", "0.0625", "1.28·10^{5}".
std::string tick_text(double place) {
  constexpr double longest = 100'000;
  if (std::abs(place) < longest && place == std::floor(place)) return fmt::format("{}", place);
  const std::string digits = number_text(place, Digits::glance);
  const std::size_t e = digits.find('e');
  if (e == std::string::npos) return digits;
  const std::string mantissa = digits.substr(0, e) == "1" ? "" : digits.substr(0, e) + "·";
  return fmt::format("{}10^{{{}}}", mantissa, std::stoi(digits.substr(e + 1)));
}

/// Letters of a tick's text, those of a power as whole ones.
double letters(const std::string& text) {
  const bool has_power = text.find('^') != std::string::npos;
  return static_cast<double>(columns(text)) - (has_power ? 3 : 0);
}

/// Whether the numbers of two neighbouring ticks do not stand on each other.
bool have_room(const Tick& tick, const Tick& next, const AxisRange& range, Scale scale,
               const TickRoom& room) {
  const auto even = [&](double value) { return even_coordinate(value, scale); };
  const double needed = room.gap + room.letter * (letters(tick.text) + letters(next.text)) / 2;
  return even(next.value) - even(tick.value) >= needed * (even(range.upper) - even(range.lower));
}

/// Ticks of a logarithmic axis, those without the number that has no room after the last one shown.
std::vector<Tick> with_room(std::vector<Tick> ticks, const AxisRange& range, const TickRoom& room) {
  const Tick* last = nullptr;
  for (Tick& tick : ticks) {
    if (tick.text.empty()) continue;
    if (last != nullptr && !have_room(*last, tick, range, Scale::logarithmic, room)) {
      tick.text.clear();
    } else {
      last = &tick;
    }
  }
  return ticks;
}

/// Distance of the ticks of a linear axis, whose numbers gnuplot writes to six digits: the usual
/// one, or the next in which no two of them stand on each other.
double step_with_room(const AxisRange& range, const TickRoom& room) {
  for (double step = linear_tick_step(range);; step = linear_tick_step({0, 6.1 * step})) {
    const double first = std::ceil(range.lower / step);
    bool fits = true;
    for (int k = 0; fits && k < 6 && (first + k + 1) * step <= range.upper; ++k) {
      const double places[] = {(first + k) * step, (first + k + 1) * step};
      fits = have_room({places[0], fmt::format("{:g}", places[0])},
                       {places[1], fmt::format("{:g}", places[1])}, range, Scale::linear, room);
    }
    if (fits) return step;
  }
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
  const std::string whole = with_symbols(printable(label));
  const std::vector<std::string> lines = wrapped(whole, width);
  if (lines.size() < 2) {
    return label_string(whole);
  }
  const std::string rest = whole.substr(lines[0].size());
  return label_string(lines[0]) + ".\"\\n\"." +
         label_string(shortened(std::string_view(rest).substr(rest.find_first_not_of(' ')), width));
}

std::vector<Tick> ticks_at_data(const Panel& panel, const std::vector<double>& cells,
                                std::vector<double> Series::*coordinate, const AxisRange& range,
                                Scale scale, const TickRoom& room) {
  const bool has_curve = std::any_of(panel.series.begin(), panel.series.end(),
                                     [](const Series& s) { return s.mark == Mark::curve; });
  if (has_curve && !panel.heat_map) return {};  // points upon a curve are no design
  std::set<double> places(cells.begin(), cells.end());
  for (const Series& series : panel.series) {
    if (series.mark != Mark::observed || panel.heat_map) continue;
    for (const double value : series.*coordinate) {
      if (has_place(value, scale)) places.insert(value);
    }
  }
  if (places.empty() || places.size() > most_marked) return {};
  const auto even = [&](double value) { return even_coordinate(value, scale); };
  const double covered = even(*places.rbegin()) - even(*places.begin());
  if (places.size() > 1 && 2 * covered < even(range.upper) - even(range.lower)) return {};
  std::vector<Tick> ticks;
  for (const double place : places) {
    Tick tick{place, tick_text(place)};
    if (!ticks.empty() && !have_room(ticks.back(), tick, range, scale, room)) return {};
    ticks.push_back(std::move(tick));
  }
  return ticks;
}

std::string axis_commands(char name, const Axis& axis, std::size_t width, const AxisRange& range,
                          const std::vector<Tick>& at_data, const TickRoom& room) {
  std::string commands = fmt::format("set {0}label {1}\nset {0}range [{2}:{3}]\n", name,
                                     axis_label(axis.label, width), range.lower, range.upper);
  if (!at_data.empty()) {
    return commands + fmt::format("{} logscale {}\nset {}tics ({})\n",
                                  axis.scale == Scale::linear ? "unset" : "set", name, name,
                                  tick_list(at_data));
  }
  if (axis.scale == Scale::linear) {
    return commands +
           fmt::format("unset logscale {0}\nset {0}tics {1}\n", name, step_with_room(range, room));
  }
  return commands + fmt::format("set logscale {0}\nset {0}tics ({1})\n", name,
                                tick_list(with_room(logarithmic_ticks(range), range, room)));
}

}  // namespace benignity
