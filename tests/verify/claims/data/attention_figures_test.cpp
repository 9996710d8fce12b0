#include "verify/claims/data/attention_figures.hpp"

#include <vector>

#include <catch2/catch.hpp>

namespace attention_figures_test {
namespace {

using namespace benignity;

/// Three samples of 4 x 4 patches of one pixel; sample i's pixel k is i + k/100. Head values are 1
/// at patch 0, -1 at patch 1, else 0; the last sample's label is wrong.
struct SmallRun {
  LabelledTokens samples;
  Labels labels;
  std::vector<double> head_values;
  std::vector<double> softmax;

  SmallRun() {
    samples.samples = 3;
    samples.tokens = 16;
    samples.rows.resize(48, 1);
    labels = {{1, 1, 1}, {1, 1, -1}};
    for (int i = 0; i < 3; ++i) {
      for (int k = 0; k < 16; ++k) {
        samples.rows(16 * i + k, 0) = i + k / 100.0;
        head_values.push_back(k == 0 ? 1 : k == 1 ? -1 : 0);
      }
    }
    // Two records: uniform, then patch 1 for samples 0 and 2, patch 0 for sample 1.
    softmax.assign(96, 1.0 / 16);
    for (std::size_t i = 0; i < 3; ++i) {
      for (std::size_t k = 0; k < 16; ++k) softmax[48 + 16 * i + k] = k == (i == 1 ? 0U : 1U);
    }
  }
};

}  // namespace

TEST_CASE("Pictures of patches show a clean sample that is fitted and a memorised one, upright") {
  const SmallRun run;
  const std::vector<Figure> figures = attention_figures(
      {run.samples, run.labels, run.head_values, run.softmax, {0, 1}, {"before", "after"}});
  REQUIRE(figures.size() == 2);
  CHECK(figures[0].name == "patches_clean");
  CHECK(figures[1].name == "patches_noisy");
  REQUIRE(figures[0].panels.size() == 3);
  // Sample 1 is the first clean one with Y f > 0; its last row of pixels lies at the bottom.
  const HeatMap& image = figures[0].panels[0].heat_map.value();
  CHECK(image.values[0] == Approx(1.12));
  CHECK(image.values[15] == Approx(1.03));
  CHECK(figures[0].panels[2].heat_map->values[12] == 1);  // patch 0: top left
  CHECK(figures[1].panels[0].heat_map->values[12] == Approx(2));
  CHECK(figures[1].panels[2].heat_map->values[13] == 1);
  CHECK(figures[1].panels[1].title == "before");
}

TEST_CASE("Curves of a place are means over clean and over noisy samples") {
  const Labels labels = {{1, 1, -1}, {1, 1, 1}};
  const Panel panel =
      attention_curves({labels, {0.2, 0.4, 0.6, 1, 0, 0.5}, {0, 0, 0, 0.5, 0.5, 0.5}}, 30, "title");
  REQUIRE(panel.series.size() == 4);
  CHECK(panel.series[0].label == "clean, run");
  CHECK(panel.series[0].x == std::vector<double>{0, 30});
  CHECK(panel.series[0].y[0] == Approx(0.3));
  CHECK(panel.series[0].y[1] == Approx(0.5));
  CHECK(panel.series[1].y == std::vector<double>{0, 0.5});
  CHECK(panel.series[2].label == "noisy, run");
  CHECK(panel.series[2].y == std::vector<double>{0.6, 0.5});
}

}  // namespace attention_figures_test
