#include "reports/figures/picture_layout.hpp"

#include <algorithm>
#include <cmath>

namespace benignity {
namespace {

/// Of a panel beside others, and of one alone.
constexpr double least_panel_in_a_row = 340;
constexpr double least_panel = 260;
constexpr double pixels_an_inch = 96;
constexpr double centimetres_an_inch = 2.54;

std::size_t usual_columns(std::size_t panels) {
  return panels <= 3 ? std::max<std::size_t>(panels, 1) : panels == 4 ? 2 : 3;
}

}  // namespace

double least_width_cm(double font_points) {
  return least_panel * font_points / usual_font_points / pixels_an_inch * centimetres_an_inch;
}

PictureLayout picture_layout(const Figure& figure, const PictureStyle& style) {
  const std::size_t panels = std::max<std::size_t>(figure.panels.size(), 1);
  PictureLayout layout;
  layout.scale = style.font_points / usual_font_points;
  layout.columns = usual_columns(panels);
  if (style.width_cm) {
    const double width = *style.width_cm / centimetres_an_inch * pixels_an_inch / layout.scale;
    const auto room =
        static_cast<std::size_t>(std::max(std::floor(width / least_panel_in_a_row), 1.0));
    layout.columns = std::min(layout.columns, room);
    layout.panel_width = width / static_cast<double>(layout.columns);
  }
  layout.rows = (panels + layout.columns - 1) / layout.columns;
  layout.plot_height =
      std::clamp(usual_plot_height * layout.panel_width / usual_panel_width, 240.0, 480.0);
  return layout;
}

}  // namespace benignity
