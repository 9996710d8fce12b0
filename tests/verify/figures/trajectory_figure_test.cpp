#include "verify/figures/trajectory_figure.hpp"

#include <algorithm>
#include <iterator>
#include <string>
#include <vector>

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
  REQUIRE(figure.panels.size() == 3);
  const std::vector<Series>& attention = figure.panels[0].series;
  REQUIRE(attention.size() >= 6);
  CHECK(figure.panels[0].x.scale == Scale::linear);
  REQUIRE(attention[0].y.size() == run.snapshots.size());
  for (std::size_t i = 0; i < run.snapshots.size(); ++i) {
    CHECK(attention[0].x[i] == run.snapshots[i].step);
    CHECK(attention[0].y[i] == run.snapshots[i].clean_relevant_mean.value());
    CHECK(attention[1].y[i] == run.snapshots[i].noisy_relevant_mean.value());
    CHECK(attention[2].y[i] == run.snapshots[i].test.relevant.mean);
    CHECK(figure.panels[1].series[0].y[i] == run.snapshots[i].train_loss);
    CHECK(figure.panels[1].series[1].y[i] == run.snapshots[i].test.loss.mean);
    CHECK(figure.panels[2].series[0].y[i] ==
          std::min(run.snapshots[i].lambda_plus, run.snapshots[i].lambda_minus));
  }
  for (std::size_t kind = 0; kind < 3; ++kind) {
    CHECK(attention[kind].mark == Mark::curve);
    CHECK(attention[kind + 3].mark == Mark::predicted);
    CHECK(attention[kind + 3].x.back() == settings.parameters.steps);
  }
}

/// The series whose label begins so; null where there is none.
const Series* labelled(const Panel& panel, const std::string& beginning) {
  for (const Series& series : panel.series) {
    if (series.label.starts_with(beginning)) return &series;
  }
  return nullptr;
}

TEST_CASE("events stand at their times on the curves that they are read from") {
  const Engine engine = GENERATE(Engine::sampled, Engine::flow);
  CAPTURE(name(engine));
  RunSettings settings;
  settings.engine = engine;
  settings.parameters.steps = 400;
  settings.test_samples = 10;
  const Trajectory run = simulate(settings);
  const Figure figure = trajectory_figure(settings, run);
  REQUIRE(run.stopping_times.select_clean);
  REQUIRE(run.stopping_times.generalize);
  const Series* const selected = labelled(figure.panels[0], "all clean select at ");
  REQUIRE(selected != nullptr);
  CHECK(selected->mark == Mark::observed);
  CHECK(selected->x == std::vector<double>{*run.stopping_times.select_clean});
  const auto after = std::find_if(run.snapshots.begin(), run.snapshots.end(), [&](const auto& at) {
    return at.step >= *run.stopping_times.select_clean;
  });
  REQUIRE(after != run.snapshots.begin());
  CHECK(selected->y[0] >= *std::prev(after)->clean_relevant_mean);
  CHECK(selected->y[0] <= *after->clean_relevant_mean);
  const Series* const reached = labelled(figure.panels[2], "target reached at ");
  const Series* const target = labelled(figure.panels[2], "target gap ");
  REQUIRE(reached != nullptr);
  REQUIRE(target != nullptr);
  CHECK(reached->y == std::vector<double>{settings.parameters.target_gap()});
  CHECK(target->y == std::vector<double>(2, settings.parameters.target_gap()));
  CHECK(target->x.back() == settings.parameters.steps);
}

TEST_CASE("an event that did not happen has no mark") {
  RunSettings settings = short_run();
  settings.parameters.steps = 1;
  const Figure figure = trajectory_figure(settings, simulate(settings));
  for (const Panel& panel : figure.panels) {
    for (const Series& series : panel.series) CHECK(series.mark != Mark::observed);
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
