#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "reports/figures/picture_layout.hpp"
#include "verify/result/figure.hpp"

namespace benignity {

/// One panel of a figure for gnuplot: a heat map, bands upon it, then the other series.
struct PanelScript {
  std::string data;                ///< blocks, named after the panel's number
  std::vector<std::string> plots;  ///< parts of the plot command
  std::size_t left_out = 0;        ///< points that have no place on the axes
  std::size_t legend_lines = 0;
};

/// Throws DrawingError as series_rows, heat_map_rows do.
[[nodiscard]] PanelScript panel_script(const Panel& panel, std::size_t number,
                                       const PictureLayout& layout);

/// Title, axes and the plot command, with room for as many lines of a legend. Throws DrawingError
/// as shown_range does.
[[nodiscard]] std::string panel_commands(const Panel& panel, PanelScript script,
                                         std::size_t legend_lines, const PictureLayout& layout);

}  // namespace benignity
