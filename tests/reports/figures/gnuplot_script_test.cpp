#include "reports/figures/gnuplot_script.hpp"

#include <catch2/catch.hpp>

#include "reports/figures/gnuplot.hpp"
#include "tests/reports/figures/sample_figures.hpp"
#include "tests/reports/text_search.hpp"

namespace benignity {
namespace {

using testing::holds;

std::string script_of(const Figure& figure) { return gnuplot_script(figure, PictureFormat::svg); }

TEST_CASE("labels stand between single quotes, where gnuplot runs and expands nothing") {
  const std::string script = script_of(sample_figure());
  CHECK(holds(script, "'`touch pwned` ''; system(''touch pwned'') \"$(touch pwned)\"'"));
  CHECK(holds(script, "set ylabel 'τ [steps] {/=40 x} a_b^c' noenhanced\n"));
  Figure lines = sample_figure();
  lines.panels[0].x.label = "one\n!touch pwned\nEND\n";
  CHECK(holds(script_of(lines), "set xlabel 'one !touch pwned END ' noenhanced\n"));
}

TEST_CASE("a prediction has the colour of what it predicts, and is dashed") {
  const std::string script = script_of(sample_figure());
  CHECK(holds(script, "with points lc rgb '#0072B2' pt 7 ps 0.9 title 'observed'"));
  CHECK(holds(script, "with lines lc rgb '#0072B2' lw 2 dt (8,4) title 'exponent −1'"));
  CHECK(holds(script, "with filledcurves fc rgb '#0072B2'"));
  CHECK(holds(script, "lc rgb '#D55E00' lw 2 pt 5 ps 0.7 pointinterval 1 title 'over time'"));
}

TEST_CASE("a line over a heat map is cased in white") {
  CHECK(holds(script_of(sample_figure()),
              "$panel1_series0 using 1:2 with lines lc rgb '#FFFFFF' lw 6 notitle, \\\n"));
}

TEST_CASE("what cannot be shown is said in words") {
  const Figure none = figure_of({"none", Mark::curve, {}, {}, {}}, Scale::linear);
  CHECK(holds(script_of(none), "set label 1 'nothing to show'"));
  CHECK(!holds(script_of(none), "$"));
  const Figure some = figure_of({"some", Mark::curve, {0, 1}, {1, 1}, {}}, Scale::logarithmic);
  CHECK(holds(script_of(some), "(1 point has no place on these axes)"));
}

TEST_CASE("a figure without panels is refused by name") {
  CHECK_THROWS_WITH(script_of({"empty", "", {}}), "figure empty has no panel");
}

TEST_CASE("a picture grows with its panels and its longest legend") {
  CHECK(picture_size(sample_figure()).width == 2 * 520);
  CHECK(picture_size(sample_figure()).height == 360 + 4 * 22);
}

}  // namespace
}  // namespace benignity
