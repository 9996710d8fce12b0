#include "verify/experiments/sweep_figures.hpp"

#include <cmath>

#include <catch2/catch.hpp>

#include "theory/mean_field/critical_kappa.hpp"
#include "theory/mean_field/step_boundary.hpp"
#include "theory/signal_to_noise_ratio.hpp"

namespace benignity {
namespace {

/// Every combination of the dimensions and signal norms, in the order of a grid; two replicates.
SweepPlan plan_of(const std::vector<std::int64_t>& dimensions, const std::vector<double>& norms) {
  SweepPlan plan{{"dimension", "signal_norm"}, {}};
  for (const std::int64_t dimension : dimensions) {
    for (const double norm : norms) {
      for (std::uint64_t replicate = 0; replicate < 2; ++replicate) {
        RunSettings& cell = plan.cells.emplace_back();
        cell.parameters.dimension = dimension;
        cell.parameters.signal_norm = norm;
        cell.replicate = replicate;
      }
    }
  }
  return plan;
}

std::vector<CellOutcome> numbered_outcomes(const SweepPlan& plan) {
  std::vector<CellOutcome> outcomes(plan.cells.size());
  for (std::size_t i = 0; i < outcomes.size(); ++i) {
    outcomes[i].figures[figure_index("train_loss")] = static_cast<double>(i);
  }
  return outcomes;
}

TEST_CASE("two numeric keys give a phase diagram of means over replicates", "[sweep]") {
  const SweepPlan plan = plan_of({300, 200}, {10, 20, 30});
  std::vector<CellOutcome> outcomes = numbered_outcomes(plan);
  outcomes[0] = {};  // a failed replicate does not count
  outcomes[2].figures = {};
  outcomes[3].figures = {};
  const std::vector<Figure> figures = sweep_figures(plan, outcomes);
  REQUIRE(figures.size() == 1);
  REQUIRE(figures[0].panels.size() == 4);
  const HeatMap& map = figures[0].panels[0].heat_map.value();
  CHECK(map.x == std::vector<double>{10, 20, 30});
  CHECK(map.y == std::vector<double>{200, 300});
  CHECK(figures[0].panels[0].x.scale == Scale::linear);
  CHECK(std::vector(map.values.begin(), map.values.begin() + 4) ==
        std::vector<double>{6.5, 8.5, 10.5, 1});
  CHECK(std::isnan(map.values[4]));
  CHECK(map.values[5] == 4.5);
}

TEST_CASE("the line of a phase diagram is where kappa is kappa*", "[sweep]") {
  const SweepPlan plan = plan_of({1000, 2000, 4000}, {5, 10, 20, 40, 80, 160});
  const Figure figure = sweep_figures(plan, numbered_outcomes(plan)).at(0);
  const Series& line = figure.panels[0].series.at(0);
  REQUIRE(line.x.size() == 3);
  for (std::size_t i = 0; i < 3; ++i) {
    Parameters parameters;
    parameters.dimension = static_cast<std::int64_t>(line.y[i]);
    parameters.signal_norm = line.x[i];
    CHECK(kappa<double>(parameters) ==
          Approx(critical_kappa(parameters).value.value()).epsilon(1e-4));
  }
}

/// The line of a panel whose label starts so; none otherwise.
std::optional<Series> line_of(const Panel& panel, const std::string& start) {
  for (const Series& series : panel.series) {
    if (series.label.starts_with(start)) return series;
  }
  return std::nullopt;
}

Parameters place_of(const Series& line, std::size_t point, Parameters parameters = {}) {
  parameters.dimension = static_cast<std::int64_t>(line.y[point]);
  parameters.signal_norm = line.x[point];
  return parameters;
}

TEST_CASE("a map at a step shows where the mean field's noisy margin and loss are there",
          "[sweep]") {
  const SweepPlan plan = plan_of({700, 800, 3000}, {10, 30, 90, 270});
  std::vector<CellOutcome> outcomes(plan.cells.size());
  for (std::size_t i = 0; i < outcomes.size(); ++i) {
    outcomes[i].figures[figure_index("train_loss")] = i % 8 < 2 ? 0.44 : 0.54;
  }
  const Figure figure = sweep_figures(plan, outcomes).at(0);
  for (const Panel& panel : figure.panels) {
    const Series line = line_of(panel, "at larger κ noisy labels unfitted").value();
    REQUIRE(line.x.size() == 3);
    for (std::size_t i = 0; i < 3; ++i) {
      const auto margin = [&](double factor) {
        Parameters there = place_of(line, i);
        there.signal_norm *= factor;
        return training_at_step(there).least_noisy_margin;
      };
      CHECK(margin(0.999) > 0);
      CHECK(margin(1.001) < 0);
    }
  }
  const Series losses = line_of(figure.panels[0], "loss 0.49 predicted").value();
  REQUIRE(losses.x.size() == 3);
  CHECK(training_at_step(place_of(losses, 1)).train_loss == Approx(0.49).epsilon(1e-4));
  CHECK(!line_of(figure.panels[1], "loss"));
}

TEST_CASE("the more steps, the louder the boundary of a map, and too few have none", "[sweep]") {
  const auto boundary = [](double steps) {
    SweepPlan plan = plan_of({1000, 1001}, {10, 30, 90, 270});
    for (RunSettings& cell : plan.cells) cell.parameters.steps = steps;
    const Figure figure = sweep_figures(plan, numbered_outcomes(plan)).at(0);
    const auto line = line_of(figure.panels[0], "at larger κ noisy labels unfitted");
    return line ? std::optional(line->x.at(0)) : std::nullopt;
  };
  CHECK(boundary(1e4).value() > boundary(1e3).value());
  CHECK(!boundary(1));
  CHECK(!boundary(0));
}

TEST_CASE("of settings without a mean field a diagram has no line, and times no prediction",
          "[sweep]") {
  SweepPlan plan = plan_of({1000, 2000, 4000}, {5, 10, 20, 40, 80, 160});
  for (RunSettings& cell : plan.cells) cell.parameters.weight_decay = 0.1;
  CHECK(sweep_figures(plan, numbered_outcomes(plan)).at(0).panels[0].series.empty());

  SweepPlan along{{"signal_norm"}, plan_of({2000}, {10, 20, 40}).cells};
  std::vector<CellOutcome> outcomes = numbered_outcomes(along);
  for (CellOutcome& outcome : outcomes) outcome.figures[figure_index("generalize")] = 7;
  const auto series = [&](std::size_t figure) {
    return sweep_figures(along, outcomes).at(figure).panels[0].series;
  };
  CHECK(series(0).size() == 2);
  CHECK(series(1).size() == 3);
  for (RunSettings& cell : along.cells) cell.parameters.heads = 2;
  CHECK(series(0).size() == 2);
  for (RunSettings& cell : along.cells) cell.parameters.classes = 3;
  CHECK(series(0).size() == 1);
  CHECK(series(1).size() == 1);
}

TEST_CASE("samples and signal norm are shown as n and SNR^2", "[sweep]") {
  SweepPlan plan = plan_of({100}, {5, 10, 20});
  plan.swept = {"samples", "signal_norm"};
  for (std::size_t i = 0; i < plan.cells.size(); ++i) {
    plan.cells[i].parameters.samples = i % 2 == 0 ? 10 : 20;
  }
  const Figure figure = sweep_figures(plan, numbered_outcomes(plan)).at(0);
  CHECK(figure.panels[0].heat_map->x == std::vector<double>{0.25, 1, 4});
  CHECK(figure.panels[0].x.label.starts_with("SNR²"));
  CHECK(figure.panels[0].x.scale == Scale::logarithmic);
  CHECK(figure.panels[0].heat_map->y == std::vector<double>{10, 20});
}

TEST_CASE("one numeric key gives stopping times, and log time where kappa varies", "[sweep]") {
  SweepPlan plan = plan_of({2000}, {20, 40});
  plan.swept = {"signal_norm"};
  std::vector<CellOutcome> outcomes(plan.cells.size());
  for (CellOutcome& outcome : outcomes) {
    outcome.figures[figure_index("fit_all")] = 7;
    outcome.figures[figure_index("generalize")] = std::exp(2.0);
  }
  outcomes[3].figures[figure_index("generalize")].reset();
  const std::vector<Figure> figures = sweep_figures(plan, outcomes);
  REQUIRE(figures.size() == 2);
  CHECK(figures[0].panels[0].series[0].y == std::vector<double>{7, 7, 7, 7});
  const Series& observed = figures[1].panels[0].series[0];
  CHECK(observed.x == std::vector<double>{0.25, 0.25, 0.0625});
  CHECK(observed.y == std::vector<double>{2, 2, 2});

  plan = plan_of({2000}, {20, 20});
  plan.swept = {"step_size"};
  plan.cells[0].parameters.step_size = 0.01;
  CHECK(sweep_figures(plan, outcomes).size() == 1);
}

TEST_CASE("words and more than two keys give no picture", "[sweep]") {
  SweepPlan plan = plan_of({100, 200}, {5, 10});
  plan.swept = {"dimension", "engine"};
  CHECK(sweep_figures(plan, numbered_outcomes(plan)).empty());
  plan.swept = {"dimension", "signal_norm", "seed"};
  CHECK(sweep_figures(plan, numbered_outcomes(plan)).empty());
}

}  // namespace
}  // namespace benignity
