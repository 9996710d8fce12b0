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
  const std::vector<double> times = {0, 30};
  const std::vector<Figure> figures =
      attention_figures({run.samples, run.labels, run.head_values, run.softmax, times});
  REQUIRE(figures.size() == 2);
  CHECK(figures[0].name == "patches_clean");
  CHECK(figures[1].name == "patches_noisy");
  REQUIRE(figures[0].panels.size() == 4);
  // Sample 1 is the first clean one with Y f > 0; its last row of pixels lies at the bottom.
  const HeatMap& image = figures[0].panels[0].heat_map.value();
  CHECK(image.values[0] == Approx(1.12));
  CHECK(image.values[15] == Approx(1.03));
  CHECK(figures[0].panels[2].heat_map->values[12] == 1);  // patch 0: top left
  CHECK(figures[1].panels[0].heat_map->values[12] == Approx(2));
  CHECK(figures[1].panels[2].heat_map->values[13] == 1);
  // Y f is 0 in the first record, and positive in the second.
  CHECK(figures[1].panels[1].title == "fitted, 30 tau_select");
}

TEST_CASE(
    "Every patch is drawn over the logarithm of time, a record that hardly differs left out") {
  const SmallRun run;
  std::vector<double> softmax(run.softmax.begin(), run.softmax.begin() + 48);
  for (int k = 1; k <= 3; ++k) {
    softmax.insert(softmax.end(), run.softmax.begin() + 48, run.softmax.end());
  }
  const std::vector<double> times = {0, 10, 10.5, 20};
  const std::vector<Figure> figures =
      attention_figures({run.samples, run.labels, run.head_values, softmax, times});
  const Panel& panel = figures.at(0).panels.at(3);
  CHECK(panel.x.scale == Scale::logarithmic);
  const HeatMap& map = panel.heat_map.value();
  CHECK(map.x == std::vector<double>{10, 20});
  REQUIRE(map.values.size() == 32);
  CHECK(map.values[0] == 1);  // patch 0
  CHECK(map.values[1] == 1);
  CHECK(map.values[2] == 0);
  CHECK(figures.at(0).panels.at(1).title == "fitted, 10 tau_select");
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
