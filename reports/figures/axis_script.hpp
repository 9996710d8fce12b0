#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "reports/figures/axis_range.hpp"
#include "verify/result/figure.hpp"

namespace benignity {

/// A string of gnuplot's that holds no command, substitution or line break.
[[nodiscard]] std::string gnuplot_string(std::string_view text);

/// A label as a gnuplot expression, in two lines where it is longer than its axis; what does not
/// fit even so is cut.
[[nodiscard]] std::string axis_label(std::string_view label, std::size_t width);

/// What a number beside an axis takes of the axis's length: `letter` for each of its letters, which
/// stand across an upright axis, and `gap` to the next number.
struct TickRoom {
  double letter = 0;
  double gap = 0;
};

/// Coordinates that few runs stand at, in order: a reader looks for 40 where 40 was run, not
/// for 50. None where they are many, too close to each other for their numbers, where there are
/// none, where they cover less than half of the axis, and where a curve runs through all times.
/// `cells` are a heat map's; without one the coordinates of the observed series count.
[[nodiscard]] std::vector<Tick> ticks_at_data(const Panel& panel, const std::vector<double>& cells,
                                              std::vector<double> Series::*coordinate,
                                              const AxisRange& range, Scale scale,
                                              const TickRoom& room);

/// Label (a line of it `width` columns), range, scale and ticks of the axis 'x' or 'y': those at
/// the data where there are any, else at round numbers.
[[nodiscard]] std::string axis_commands(char name, const Axis& axis, std::size_t width,
                                        const AxisRange& range, const std::vector<Tick>& at_data,
                                        const TickRoom& room);

}  // namespace benignity
