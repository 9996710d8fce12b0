#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "reports/figures/axis_range.hpp"
#include "verify/result/figure.hpp"

namespace benignity {

/// Rows of a gnuplot data block. Empty where there is nothing to draw.
struct DataRows {
  std::string rows;
  std::size_t points = 0;    ///< number of rows with a point
  std::size_t left_out = 0;  ///< points that have no place on the axes: infinite, or not positive
                             ///< where logarithmic
};

/// "x y" a point, "x y y_upper" of a band. A NaN, and a point that is left out, breaks the line.
/// Throws DrawingError where x, y and y_upper differ in length.
[[nodiscard]] DataRows series_rows(const Series& series, const Panel& panel);

/// "x y x_lower x_upper y_lower y_upper value" a cell, its edges half-way to the neighbours (on a
/// logarithmic axis, in the logarithm); cells without a finite value are not drawn. Throws
/// DrawingError where `values` is not one value a cell or the coordinates do not increase.
[[nodiscard]] DataRows heat_map_rows(const HeatMap& map, const Panel& panel);

/// The map's own scale; where it has none, least and largest finite value, made different where
/// they are the same; [0, 1] without any. Throws DrawingError for a scale that is no range.
[[nodiscard]] AxisRange value_range(const HeatMap& map);

/// What is shown of both axes: the whole heat map, and every point of the series with some room.
struct PanelRanges {
  AxisRange x;
  AxisRange y;
};
[[nodiscard]] PanelRanges panel_ranges(const Panel& panel);

}  // namespace benignity
