#pragma once

#include <cmath>
#include <limits>
#include <vector>

#include "verify/result/figure.hpp"

namespace benignity {

/// Every mark, both scales, labels that a shell, gnuplot and a browser would love to run.
inline Figure sample_figure() {
  const double gap = std::numeric_limits<double>::quiet_NaN();
  return {
      .name = "sample",
      .caption = "τ against ‖μ‖ & <script>alert(1)</script>",
      .panels = {{.title = "`touch pwned` '; system('touch pwned') \"$(touch pwned)\"",
                  .x = {"‖μ‖ <b>", Scale::logarithmic, {}, {}},
                  .y = {"τ [steps] {/=40 x} a_b^c", Scale::logarithmic, {}, {}},
                  .heat_map = {},
                  .series = {{"observed", Mark::observed, {1, 2, 4, 8}, {100, 51, 24, 12}, {}},
                             {"exponent −1", Mark::predicted, {1, 8}, {100, 12.5}, {}},
                             {"over time", Mark::curve, {1, 3, gap, 5, 9}, {9, 8, 7, 6, 5}, {}},
                             {"band", Mark::band, {1, 8}, {80, 10}, {130, 16}}}},
                 {.title = "phase diagram",
                  .x = {"d", Scale::logarithmic, {}, {}},
                  .y = {"SNR²", Scale::linear, {}, {}},
                  .heat_map = HeatMap{"test loss", {10, 100, 1000}, {0, 1}, {1, 2, 3, 4, gap, 6}},
                  .series = {{"κ*", Mark::predicted, {10, 1000}, {1.2, -0.2}, {}}}}}};
}

/// One panel with this alone.
inline Figure figure_of(const Series& series, Scale scale) {
  return {.name = "lone",
          .caption = "one series",
          .panels = {{.title = "",
                      .x = {"x", scale, {}, {}},
                      .y = {"y", scale, {}, {}},
                      .heat_map = {},
                      .series = {series}}}};
}

/// The sample and what could make gnuplot stumble; each can be drawn.
inline std::vector<Figure> difficult_figures() {
  const double gap = std::numeric_limits<double>::quiet_NaN();
  const double infinity = std::numeric_limits<double>::infinity();
  std::vector<Figure> figures = {sample_figure()};
  const auto add = [&](const char* name, Figure figure) {
    figure.name = name;
    figures.push_back(std::move(figure));
  };
  add("empty", figure_of({"s", Mark::curve, {}, {}, {}}, Scale::linear));
  add("empty_logarithmic", figure_of({"s", Mark::observed, {}, {}, {}}, Scale::logarithmic));
  add("not_a_number", figure_of({"s", Mark::curve, {1, 2}, {gap, gap}, {}}, Scale::linear));
  add("one_point", figure_of({"s", Mark::observed, {3}, {1e-30}, {}}, Scale::logarithmic));
  add("not_positive", figure_of({"s", Mark::curve, {0, 1, 9}, {-1, 1, 2}, {}}, Scale::logarithmic));
  add("infinite", figure_of({"s", Mark::curve, {0, 1, 9}, {infinity, 1, 2}, {}}, Scale::linear));
  Figure map = figure_of({}, Scale::logarithmic);
  map.panels[0].heat_map = HeatMap{"loss", {}, {}, {}};
  add("empty_heat_map", map);
  map.panels[0].heat_map = HeatMap{"loss", {5}, {1}, {2}};
  add("one_cell", map);
  return figures;
}

}  // namespace benignity
