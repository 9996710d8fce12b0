#pragma once

#include <cstddef>
#include <optional>

#include "verify/result/figure.hpp"

namespace benignity {

/// Of a picture whose style says nothing: letters of 10.5 points, 14 pixels, 96 of which are an
/// inch, and pixels of a panel.
inline constexpr double usual_font_points = 10.5;
inline constexpr double usual_panel_width = 520;
inline constexpr double usual_plot_height = 360;

/// How large a picture is drawn. Everything in it grows with its letters.
struct PictureStyle {
  std::optional<double> width_cm = {};     ///< of the whole picture; absent: 520 pixels a panel
  double font_points = usual_font_points;  ///< of its letters
};

/// The least and the largest that `PictureStyle` takes, and the least width in letters' heights.
inline constexpr double least_font_points = 4;
inline constexpr double largest_font_points = 48;
inline constexpr double largest_width_cm = 200;
/// The least width at that size of letters: one panel with room for its numbers.
[[nodiscard]] double least_width_cm(double font_points);

/// Where panels stand, in units in which letters are 14 high: rows of as many as have room for
/// their labels, at most three side by side. `scale`: pixels a unit, 96 of which are an inch.
struct PictureLayout {
  std::size_t columns = 1;
  std::size_t rows = 1;
  double panel_width = usual_panel_width;
  double plot_height = usual_plot_height;
  double scale = 1;

  [[nodiscard]] double width() const { return static_cast<double>(columns) * panel_width; }
  /// Letters that fit along a panel and up a plot, where `usual` fit on usual ones.
  [[nodiscard]] std::size_t letters_along(double usual) const {
    return static_cast<std::size_t>(usual * panel_width / usual_panel_width);
  }
  [[nodiscard]] std::size_t letters_upright(double usual) const {
    return static_cast<std::size_t>(usual * plot_height / usual_plot_height);
  }
};
[[nodiscard]] PictureLayout picture_layout(const Figure& figure, const PictureStyle& style);

}  // namespace benignity
