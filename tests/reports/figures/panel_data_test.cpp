#include "reports/figures/panel_data.hpp"

#include <catch2/catch.hpp>

#include "reports/figures/gnuplot.hpp"
#include "tests/reports/figures/sample_figures.hpp"
#include "tests/support/special_values.hpp"

namespace benignity {
namespace {

using testing::infinity;
using testing::nan;

Panel axes(Scale scale) { return figure_of({}, scale).panels.front(); }

TEST_CASE("a point without a place breaks the line and is counted, but for a NaN") {
  const Series series{"", Mark::curve, {1, 2, 3, 0}, {5, nan, infinity, 7}, {}};
  const DataRows even = series_rows(series, axes(Scale::linear));
  CHECK(even.rows == "1 5\n\n\n0 7\n");
  CHECK(even.points == 2);
  CHECK(even.left_out == 1);
  CHECK(series_rows(series, axes(Scale::logarithmic)).left_out == 2);
}

TEST_CASE("a band has both its edges") {
  const Series band{"", Mark::band, {1, 2}, {0.5, 1}, {1.5, 3}};
  CHECK(series_rows(band, axes(Scale::linear)).rows == "1 0.5 1.5\n2 1 3\n");
}

TEST_CASE("columns of different length are refused") {
  CHECK_THROWS_WITH(series_rows({"s", Mark::curve, {1, 2}, {1}, {}}, axes(Scale::linear)),
                    "series s: x, y and y_upper have 2, 1 and 0 values");
  CHECK_THROWS_AS(series_rows({"s", Mark::band, {1}, {1}, {}}, axes(Scale::linear)), DrawingError);
  CHECK_THROWS_AS(heat_map_rows({"h", {1, 2}, {1}, {1}}, axes(Scale::linear)), DrawingError);
  CHECK_THROWS_AS(heat_map_rows({"h", {2, 1}, {1}, {1, 1}}, axes(Scale::linear)), DrawingError);
  CHECK_THROWS_AS(heat_map_rows({"h", {0, 1}, {1}, {1, 1}}, axes(Scale::logarithmic)),
                  DrawingError);
}

TEST_CASE("cells meet half-way between their centres, in the logarithm where the axis is") {
  const HeatMap map{"h", {1, 4, 16}, {2}, {7, nan, 9}};
  CHECK(heat_map_rows(map, axes(Scale::linear)).rows ==
        "1 2 -0.5 2.5 1.5 2.5 7\n16 2 10 22 1.5 2.5 9\n");
  const PanelRanges ranges = panel_ranges({.title = "",
                                           .x = {"x", Scale::logarithmic, {}, {}},
                                           .y = {"y", Scale::linear, 0, {}},
                                           .heat_map = map,
                                           .series = {}});
  CHECK(ranges.x.lower == Approx(0.5));
  CHECK(ranges.x.upper == Approx(32));
  CHECK(ranges.y.lower == 0);
  CHECK(ranges.y.upper == 2.5);
}

TEST_CASE("colours run over a map's own scale, else over its values, and over no NaN") {
  HeatMap map{"share", {1, 2}, {1}, {0.25, nan}};
  CHECK((value_range(map).lower < 0.25 && value_range(map).upper > 0.25));
  map.values = {0.25, 0.5};
  CHECK((value_range(map).lower == 0.25 && value_range(map).upper == 0.5));
  map.lower = 0;
  map.upper = 1;
  CHECK((value_range(map).lower == 0 && value_range(map).upper == 1));
  map.values = {nan, nan};
  CHECK((value_range(map).lower == 0 && value_range(map).upper == 1));
  map.upper = -1;
  CHECK_THROWS_AS(value_range(map), DrawingError);
}

TEST_CASE("a heat map without cells or values leaves axes all the same") {
  CHECK(heat_map_rows({"h", {}, {}, {}}, axes(Scale::linear)).points == 0);
  CHECK(value_range({"h", {}, {}, {}}).upper == 1);
  CHECK(value_range({"h", {1}, {1}, {nan}}).upper == 1);
  CHECK(value_range({"h", {1, 2}, {1}, {4, 4}}).lower == 2);
}

}  // namespace
}  // namespace benignity
