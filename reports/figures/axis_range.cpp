#include "reports/figures/axis_range.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/core.h>

#include "reports/columns.hpp"
#include "reports/figures/gnuplot.hpp"
#include "reports/number_text.hpp"

namespace benignity {
namespace {

constexpr double margin_share = 0.04;

void require_place(const Axis& axis, const std::optional<double>& bound) {
  if (bound && !has_place(*bound, axis.scale)) {
    throw DrawingError(fmt::format("axis {}: bound {} has no place on it", printable(axis.label),
                                   number_text(*bound, Digits::round_trip)));
  }
}

/// Half the room that a lone value gets.
double room_around(double value, Scale scale) {
  if (scale == Scale::logarithmic) {
    return std::log(2.0);
  }
  return value == 0 ? 1 : std::abs(value) / 2;
}

/// pow(10, -3) and the bound 0.001 differ in their last bits; the tick belongs there all the same.
bool is_shown(double value, const AxisRange& range) {
  constexpr double rounding = 1e-9;
  return range.lower * (1 - rounding) <= value && value <= range.upper * (1 + rounding);
}

std::string tick_digits(double value) {
  if (value >= 1e4 && value < 1e5) {
    return fmt::format("{:.0f}", value);
  }
  if (value >= 1e-3 && value < 1e4) {
    return number_text(value, Digits::glance);
  }
  const double exponent = std::floor(std::log10(value) + 1e-9);  // log10(1000) may fall below 3
  return fmt::format("{:.3g}·10^{{{:.0f}}}", value / std::pow(10, exponent), exponent);
}

/// Where the range spans less than two powers of ten.
std::vector<Tick> fine_ticks(const AxisRange& range, int first, int last) {
  std::vector<Tick> ticks;
  for (int power = first; power <= last; ++power) {
    for (int factor = 1; factor < 10; ++factor) {
      const double value = factor * std::pow(10.0, power);
      if (is_shown(value, range)) {
        const bool named = factor == 1 || factor == 2 || factor == 5;
        ticks.push_back({value, named ? tick_digits(value) : ""});
      }
    }
  }
  const auto named = std::count_if(ticks.begin(), ticks.end(),
                                   [](const Tick& tick) { return !tick.text.empty(); });
  if (named >= 2) {
    return ticks;
  }
  return {{range.lower, tick_digits(range.lower)}, {range.upper, tick_digits(range.upper)}};
}

std::vector<Tick> decade_ticks(const AxisRange& range, int first, int last) {
  constexpr int most_named = 8;
  constexpr int most_unnamed = 40;
  constexpr int most_with_minor = 5;
  const int stride = (last - first) / most_named + 1;
  std::vector<Tick> ticks;
  for (int power = first; power <= last; ++power) {
    const double value = std::pow(10.0, power);
    const bool named = power % stride == 0;
    if (is_shown(value, range) && (named || last - first <= most_unnamed)) {
      ticks.push_back({value, named ? fmt::format("10^{{{}}}", power) : ""});
    }
    for (int factor = 2; last - first <= most_with_minor && factor < 10; ++factor) {
      if (is_shown(factor * value, range)) {
        ticks.push_back({factor * value, ""});
      }
    }
  }
  return ticks;
}

}  // namespace

bool has_place(double value, Scale scale) {
  return std::isfinite(value) && (scale == Scale::linear || value > 0);
}

double even_coordinate(double value, Scale scale) {
  return scale == Scale::logarithmic ? std::log(value) : value;
}

double from_even_coordinate(double even, Scale scale) {
  return scale == Scale::logarithmic ? std::exp(even) : even;
}

AxisRange shown_range(const Axis& axis, const std::vector<double>& values) {
  require_place(axis, axis.lower);
  require_place(axis, axis.upper);
  std::vector<double> evens;
  for (const double value : values) {
    if (has_place(value, axis.scale)) {
      evens.push_back(even_coordinate(value, axis.scale));
    }
  }
  for (const std::optional<double>& bound : {axis.lower, axis.upper}) {
    if (bound) {
      evens.push_back(even_coordinate(*bound, axis.scale));
    }
  }
  double lower = 0;
  double upper = axis.scale == Scale::logarithmic ? std::log(10.0) : 1;
  if (!evens.empty()) {
    const auto [least, most] = std::minmax_element(evens.begin(), evens.end());
    const double room = *least < *most
                            ? margin_share * (*most - *least)
                            : room_around(from_even_coordinate(*least, axis.scale), axis.scale);
    lower = *least - room;
    upper = *most + room;
  }
  const AxisRange range{axis.lower.value_or(from_even_coordinate(lower, axis.scale)),
                        axis.upper.value_or(from_even_coordinate(upper, axis.scale))};
  if (!(range.lower < range.upper) || !has_place(range.lower, axis.scale) ||
      !has_place(range.upper, axis.scale)) {
    throw DrawingError(fmt::format("axis {}: from {} to {} is no range", printable(axis.label),
                                   number_text(range.lower, Digits::round_trip),
                                   number_text(range.upper, Digits::round_trip)));
  }
  return range;
}

double linear_tick_step(const AxisRange& range) {
  constexpr double most_steps = 6;
  const double least = (range.upper - range.lower) / most_steps;
  const double power = std::pow(10.0, std::floor(std::log10(least)));
  for (const double factor : {1.0, 2.0, 5.0}) {
    if (factor * power >= least) {
      return factor * power;
    }
  }
  return 10 * power;
}

std::vector<Tick> logarithmic_ticks(const AxisRange& range) {
  const int first = static_cast<int>(std::floor(std::log10(range.lower) + 1e-9));
  const int last = static_cast<int>(std::floor(std::log10(range.upper) + 1e-9));
  const bool fine = std::log10(range.upper / range.lower) < 2;
  return fine ? fine_ticks(range, first, last) : decade_ticks(range, first, last);
}

}  // namespace benignity
