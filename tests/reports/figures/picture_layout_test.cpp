#include "reports/figures/picture_layout.hpp"

#include <catch2/catch.hpp>

#include "reports/figures/gnuplot_script.hpp"
#include "tests/reports/figures/sample_figures.hpp"
#include "tests/reports/text_search.hpp"

namespace benignity {
namespace {

Figure with_panels(std::size_t panels) {
  Figure figure = sample_figure();
  figure.panels.resize(panels, figure.panels.front());
  return figure;
}

TEST_CASE("up to three panels stand side by side, four in a square") {
  CHECK(picture_layout(with_panels(1), {}).columns == 1);
  CHECK(picture_layout(with_panels(3), {}).columns == 3);
  CHECK(picture_layout(with_panels(4), {}).columns == 2);
  CHECK(picture_layout(with_panels(4), {}).rows == 2);
  CHECK(picture_layout(with_panels(5), {}).rows == 2);
  CHECK(picture_layout(with_panels(3), {}).width() == 3 * 520);
}

TEST_CASE("panels that have no room stand below each other") {
  const PictureLayout column = picture_layout(with_panels(3), {.width_cm = 8.5, .font_points = 8});
  CHECK(column.columns == 1);
  CHECK(column.rows == 3);
  const PictureLayout page = picture_layout(with_panels(3), {.width_cm = 30, .font_points = 8});
  CHECK(page.columns == 3);
  CHECK(page.rows == 1);
}

TEST_CASE("the picture is as wide as it was asked for, whatever its letters") {
  for (const double font : {6.0, 8.0, 10.5, 14.0}) {
    for (const double centimetres : {10.0, 17.0, 40.0}) {
      const PictureLayout layout =
          picture_layout(with_panels(3), {.width_cm = centimetres, .font_points = font});
      INFO(font << " points, " << centimetres << " cm");
      CHECK(layout.width() * layout.scale == Approx(centimetres / 2.54 * 96));
      CHECK(layout.scale == Approx(font / 10.5));
    }
  }
}

TEST_CASE("the least width leaves one panel") {
  const PictureStyle least{.width_cm = least_width_cm(8), .font_points = 8};
  CHECK(picture_layout(with_panels(2), least).columns == 1);
  CHECK(picture_layout(with_panels(2), least).panel_width == Approx(260));
}

TEST_CASE("a picture's size in print is what its style says") {
  const PictureStyle style{.width_cm = 2.54 * 5, .font_points = 10.5};
  const std::string script = gnuplot_script(with_panels(1), PictureFormat::pdf, style);
  CHECK(testing::holds(script, "set terminal pdfcairo size 5in,"));
  CHECK(testing::holds(gnuplot_script(with_panels(4), PictureFormat::svg),
                       "set multiplot layout 2,2"));
}

}  // namespace
}  // namespace benignity
