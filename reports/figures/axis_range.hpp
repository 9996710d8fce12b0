#pragma once

#include <string>
#include <vector>

#include "verify/result/figure.hpp"

namespace benignity {

/// The part of an axis that is shown: lower < upper, both finite; both positive where logarithmic.
struct AxisRange {
  double lower = 0;
  double upper = 1;
};

/// Whether a coordinate has a place on such an axis: finite, and positive where logarithmic.
[[nodiscard]] bool has_place(double value, Scale scale);

/// A coordinate in which the axis is even (the logarithm of a logarithmic one's), and back.
[[nodiscard]] double even_coordinate(double value, Scale scale);
[[nodiscard]] double from_even_coordinate(double even, Scale scale);

/// The axis's own bounds; where one is absent, that of the values that have a place, with a margin
/// of 4% of their spread. Without any value [0, 1], or [1, 10] where logarithmic; a single value
/// gets room on both sides. Throws DrawingError for bounds that are in the wrong order or have no
/// place on the axis.
[[nodiscard]] AxisRange shown_range(const Axis& axis, const std::vector<double>& values);

/// Distance of the ticks of a linear axis: the smallest of 1, 2 and 5 times a power of ten that
/// makes at most seven.
[[nodiscard]] double linear_tick_step(const AxisRange& range);

/// A mark on an axis; a minor one has no text. Texts are gnuplot's enhanced ones: "10^{3}".
struct Tick {
  double value = 0;
  std::string text;
};

/// Ticks of a logarithmic axis: powers of ten, at most eight with text, with minor ones at 2 to 9
/// times them where there are few; where the range spans less than two powers also 2 and 5 times
/// them in digits, and both ends where none of these lies inside.
[[nodiscard]] std::vector<Tick> logarithmic_ticks(const AxisRange& range);

}  // namespace benignity
