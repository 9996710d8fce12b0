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
  CHECK(holds(script, "set ylabel 'τ [steps] \\{/=40 x\\} a_{b}^{c}'\n"));
  Figure lines = sample_figure();
  lines.panels[0].x.label = "one\n!touch pwned\nEND\n";
  CHECK(holds(script_of(lines), "set xlabel 'one !touch pwned END '\n"));
}

TEST_CASE("a prediction has the colour of what it predicts, and is dashed") {
  const std::string script = script_of(sample_figure());
  CHECK(holds(script, "with points lc rgb '#0072B2' pt 7 ps 0.9 title 'observed'"));
  CHECK(holds(script, "with lines lc rgb '#0072B2' lw 2 dt (8,4) title 'exponent −1'"));
  CHECK(holds(script, "with filledcurves fc rgb '#0072B2'"));
  CHECK(holds(script, "lc rgb '#90D55E00' lw 4 pt 5 ps 0.7 pointinterval 1 title 'over time'"));
}

TEST_CASE("a line over a heat map is cased in white") {
  CHECK(holds(script_of(sample_figure()),
              "$panel1_series0 using 1:2 with lines lc rgb '#FFFFFF' lw 6 notitle, \\\n"));
}

TEST_CASE("a map whose axes have the same cells is drawn square, and no other") {
  Figure map = figure_of({}, Scale::linear);
  map.panels[0].heat_map = HeatMap{"grey", {0, 1}, {0, 1}, {1, 2, 3, 4}};
  CHECK(holds(script_of(map), "set size ratio 1\n"));
  map.panels[0].heat_map->y = {0, 2};
  CHECK(!holds(script_of(map), "set size ratio 1\n"));
  CHECK(holds(script_of(map), "set size noratio\n"));
}

TEST_CASE("an axis is marked where runs are, if they are few and apart") {
  const auto ticks = [](const std::vector<double>& x) {
    const std::string script =
        script_of(figure_of({"s", Mark::observed, x, x, {}}, Scale::logarithmic));
    const std::size_t start = script.find("set xtics (");
    return script.substr(start, script.find('\n', start) - start);
  };
  CHECK(ticks({10, 20, 40, 20}) == "set xtics ('10' 10 0, '20' 20 0, '40' 40 0)");
  CHECK(holds(ticks({10, 10.1, 40}), "'20' 20 0"));
  CHECK(ticks({3}) == "set xtics ('3' 3 0)");
  CHECK(holds(ticks({1, 2, 3, 4, 5, 6, 7, 8, 9}), "'' 3 1"));
  Figure map = figure_of({}, Scale::logarithmic);
  map.panels[0].heat_map = HeatMap{"loss", {250, 500}, {7, 30}, {1, 2, 3, 4}};
  CHECK(holds(script_of(map), "set xtics ('250' 250 0, '500' 500 0)\n"));
  CHECK(holds(script_of(map), "set ytics ('7' 7 0, '30' 30 0)\n"));
}

TEST_CASE("where a prediction goes on far beyond the data, and along a curve, ticks are round") {
  Figure figure = figure_of({"s", Mark::observed, {0.125, 0.25}, {1, 1}, {}}, Scale::linear);
  CHECK(holds(script_of(figure), "set xtics ('0.125' 0.125 0, '0.25' 0.25 0)"));
  figure.panels[0].series.push_back({"p", Mark::predicted, {0.125, 1}, {1, 1}, {}});
  CHECK(holds(script_of(figure), "set xtics 0.2\n"));
  Figure curve = figure_of({"c", Mark::curve, {0, 10, 20}, {1, 1, 1}, {}}, Scale::linear);
  curve.panels[0].series.push_back({"event", Mark::observed, {7}, {1}, {}});
  CHECK(holds(script_of(curve), "set xtics 5\n"));
}

TEST_CASE("round ticks stand farther apart where a picture is narrow") {
  Figure image = figure_of({}, Scale::linear);
  std::vector<double> pixels(28);
  for (std::size_t i = 0; i < pixels.size(); ++i) pixels[i] = static_cast<double>(i);
  image.panels[0].heat_map = HeatMap{"grey", pixels, {0, 1}, std::vector<double>(56, 1.0)};
  CHECK(holds(script_of(image), "set xtics 5\n"));
  CHECK(holds(gnuplot_script(image, PictureFormat::svg, {.width_cm = 8.5}), "set xtics 10\n"));
}

TEST_CASE("a label that is longer than its axis takes two lines") {
  Figure figure = figure_of({}, Scale::linear);
  figure.panels[0].y.label = "share of the replicates in which every noisy label is fitted";
  CHECK(holds(script_of(figure),
              "set ylabel 'share of the replicates in which every'.\"\\n\".'noisy label is fitted'"
              "\n"));
}

TEST_CASE("plots side by side are equally high, whatever their legends are") {
  Figure figure = figure_of({"one", Mark::curve, {1, 2}, {1, 2}, {}}, Scale::linear);
  figure.panels.push_back(figure.panels[0]);
  CHECK(!holds(script_of(figure), "NaN"));
  figure.panels[1].series.push_back({"two", Mark::curve, {1, 2}, {1, 2}, {}});
  const std::string script = script_of(figure);
  const std::size_t filler = script.find("NaN with lines lc rgb '#FFFFFF' title ' '");
  REQUIRE(filler != std::string::npos);
  CHECK(filler < script.find("$panel1_series0 using"));
}

TEST_CASE("what the runs share stands above the panels, quoted") {
  Figure figure = sample_figure();
  CHECK(holds(script_of(figure), "set multiplot layout 1,2\n"));
  figure.setting = "n = 20; system('x')";
  CHECK(holds(script_of(figure), "set multiplot layout 1,2 title 'n = 20; system(''x'')' font"));
  CHECK(picture_size(figure).height > picture_size(sample_figure()).height);
}

TEST_CASE("a value that the runs share stands beside its name, whatever the width") {
  Figure figure = figure_of({"s", Mark::curve, {0, 1}, {1, 1}, {}}, Scale::linear);
  for (std::size_t letters = 1; letters < 12; ++letters) {
    figure.setting += (letters == 1 ? "" : ", ") + std::string(letters, 'a') + " = 0.5";
    const std::string script = gnuplot_script(figure, PictureFormat::svg, {.width_cm = 8.5});
    CHECK(!holds(script, "='.\"\\n\""));
    CHECK(!holds(script, "a'.\"\\n\""));
    CHECK(holds(script, "a = 0.5"));
  }
  CHECK(holds(gnuplot_script(figure, PictureFormat::svg, {.width_cm = 8.5}), ",'.\"\\n\".'aaa"));
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
