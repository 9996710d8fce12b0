#include "verify/figures/trajectory_figure.hpp"

#include <catch2/catch.hpp>

#include "sim/trajectory/simulate.hpp"
#include "verify/figures/parameter_symbol.hpp"

namespace benignity {
namespace {

RunSettings short_run() {
  RunSettings run;
  run.parameters.samples = 4;
  run.parameters.tokens = 4;
  run.parameters.dimension = 200;
  run.parameters.steps = 100;
  run.test_samples = 10;
  return run;
}

TEST_CASE("a run's figure holds its snapshots, and beside each curve its prediction") {
  const RunSettings settings = short_run();
  const Trajectory run = simulate(settings);
  const Figure figure = trajectory_figure(settings, run);
  REQUIRE(figure.panels.size() == 2);
  const std::vector<Series>& attention = figure.panels[0].series;
  REQUIRE(attention.size() == 6);
  CHECK(figure.panels[0].x.scale == Scale::linear);
  REQUIRE(attention[0].y.size() == run.snapshots.size());
  for (std::size_t i = 0; i < run.snapshots.size(); ++i) {
    CHECK(attention[0].x[i] == run.snapshots[i].step);
    CHECK(attention[0].y[i] == run.snapshots[i].clean_relevant_mean.value());
    CHECK(attention[1].y[i] == run.snapshots[i].noisy_relevant_mean.value());
    CHECK(attention[2].y[i] == run.snapshots[i].test.relevant.mean);
    CHECK(figure.panels[1].series[0].y[i] == run.snapshots[i].train_loss);
    CHECK(figure.panels[1].series[1].y[i] == run.snapshots[i].test.loss.mean);
  }
  for (std::size_t kind = 0; kind < 3; ++kind) {
    CHECK(attention[kind].mark == Mark::curve);
    CHECK(attention[kind + 3].mark == Mark::predicted);
    CHECK(attention[kind + 3].x.back() == settings.parameters.steps);
  }
}

TEST_CASE("a flow's figure has logarithmic time and leaves tau = 0 out") {
  RunSettings settings = short_run();
  settings.engine = Engine::flow;
  const Figure figure = trajectory_figure(settings, simulate(settings));
  CHECK(figure.panels[0].x.scale == Scale::logarithmic);
  for (const Series& series : figure.panels[0].series) CHECK(series.x.front() > 0);
}

TEST_CASE("an axis has the symbol of its key, or the key") {
  CHECK(parameter_symbol("signal_norm") == "‖μ‖");
  CHECK(parameter_symbol("seed") == "seed");
}

}  // namespace
}  // namespace benignity
