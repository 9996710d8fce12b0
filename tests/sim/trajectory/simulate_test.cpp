#include "sim/trajectory/simulate.hpp"

#include <cmath>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include <catch2/catch.hpp>

#include "sim/trajectory/kept_run.hpp"
#include "theory/invalid_input.hpp"

namespace benignity {
namespace {

/// n = 6, T = 4, d = 200, 100 steps in which logits move by O(1).
RunSettings small_settings(Engine engine) {
  RunSettings settings;
  settings.engine = engine;
  settings.parameters.samples = 6;
  settings.parameters.tokens = 4;
  settings.parameters.dimension = 200;
  settings.parameters.signal_norm = 8;
  settings.parameters.init_query_std = 0.02;
  settings.parameters.step_size = 0.05;
  settings.parameters.steps = 100;
  settings.test_samples = 200;
  return settings;
}

/// Every figure of a snapshot by name.
std::vector<std::pair<std::string, double>> training_figures(const Snapshot& s) {
  return {{"step", s.step},
          {"train_loss", s.train_loss},
          {"train_accuracy", s.train_accuracy},
          {"clean_relevant_min", s.clean_relevant_min.value_or(-1)},
          {"clean_relevant_mean", s.clean_relevant_mean.value_or(-1)},
          {"noisy_relevant_max", s.noisy_relevant_max.value_or(-1)},
          {"noisy_relevant_mean", s.noisy_relevant_mean.value_or(-1)},
          {"lambda_plus", s.lambda_plus},
          {"lambda_minus", s.lambda_minus},
          {"query_norm2", s.query_norm2}};
}

std::vector<std::pair<std::string, double>> test_figures(const Snapshot& s) {
  return {{"test_loss", s.test.loss.mean},
          {"test_loss_stderr", s.test.loss.standard_error},
          {"test_accuracy", s.test.accuracy.mean},
          {"test_relevant", s.test.relevant.mean}};
}

using Figures = std::function<std::vector<std::pair<std::string, double>>(const Snapshot&)>;

void check_agreement(const Trajectory& first, const Trajectory& second, const Figures& figures,
                     double tolerance) {
  REQUIRE(first.snapshots.size() == second.snapshots.size());
  for (std::size_t r = 0; r < first.snapshots.size(); ++r) {
    const auto ours = figures(first.snapshots[r]);
    const auto theirs = figures(second.snapshots[r]);
    for (std::size_t f = 0; f < ours.size(); ++f) {
      INFO(ours[f].first << " at step " << first.snapshots[r].step);
      CHECK(std::abs(ours[f].second - theirs[f].second) <= tolerance);
    }
  }
}

void check_same_times(const StoppingTimes& first, const StoppingTimes& second) {
  CHECK(first.fit_all == second.fit_all);
  CHECK(first.select_clean == second.select_clean);
  CHECK(first.select_noisy == second.select_noisy);
  CHECK(first.exit_noisy == second.exit_noisy);
  CHECK(first.generalize == second.generalize);
}

TEST_CASE("dense and gram give the same run to 1e-8, test figures included") {
  const InitWeightLaw law = GENERATE(InitWeightLaw::gaussian, InitWeightLaw::uniform);
  RunSettings settings = small_settings(Engine::dense);
  settings.parameters.init_weight_law = law;
  const Trajectory dense = simulate(settings);
  settings.engine = Engine::gram;
  const Trajectory gram = simulate(settings);
  check_agreement(dense, gram, training_figures, 1e-8);
  check_agreement(dense, gram, test_figures, 1e-8);
  check_same_times(dense.stopping_times, gram.stopping_times);
  // Not the agreement of two runs that stand still.
  CHECK(dense.final().train_loss < dense.initial().train_loss - 0.05);
  CHECK(dense.final().lambda_plus > 0.7);
}

TEST_CASE("float runs stay within 1e-3 of double and long double within 1e-10, engine by engine") {
  const Engine engine = GENERATE(Engine::sampled, Engine::gram, Engine::dense);
  CAPTURE(name(engine));
  RunSettings settings = small_settings(engine);
  const Trajectory reference = simulate(settings);
  settings.precision = Precision::float32;
  const Trajectory narrow = simulate(settings);
  check_agreement(reference, narrow, training_figures, 1e-3);
  settings.precision = Precision::long_double;
  check_agreement(reference, simulate(settings), training_figures, 1e-10);
  check_agreement(reference, simulate(settings), test_figures, 1e-10);
  // The precision is looked at: float does differ from double.
  CHECK(narrow.final().train_loss != reference.final().train_loss);
}

TEST_CASE("50 and 100 digits agree with double to 1e-10 on a short run") {
  const Precision precision = GENERATE(Precision::digits50, Precision::digits100);
  const Engine engine = GENERATE(Engine::sampled, Engine::gram, Engine::dense);
  RunSettings settings = small_settings(engine);
  settings.parameters.dimension = 40;
  settings.parameters.steps = 10;
  const Trajectory reference = simulate(settings);
  settings.precision = precision;
  const Trajectory wide = simulate(settings);
  check_agreement(reference, wide, training_figures, 1e-10);
  check_agreement(reference, wide, test_figures, 1e-10);
}

TEST_CASE("the same settings give the same bits, seed, replicate and only they change the draw") {
  const Engine engine = GENERATE(Engine::sampled, Engine::gram, Engine::dense);
  RunSettings settings = small_settings(engine);
  settings.parameters.steps = 10;
  const Trajectory run = simulate(settings);
  check_agreement(run, simulate(settings), training_figures, 0);
  check_agreement(run, simulate(settings), test_figures, 0);
  RunSettings other = settings;
  other.seed = 2;
  CHECK(simulate(other).final().train_loss != run.final().train_loss);
  other = settings;
  other.replicate = 1;
  CHECK(simulate(other).final().train_loss != run.final().train_loss);
  other = settings;
  other.chosen_record_every = 5;
  CHECK(simulate(other).final().train_loss == run.final().train_loss);
  other = settings;
  other.test_samples = 50;
  CHECK(simulate(other).final().train_loss == run.final().train_loss);
}

TEST_CASE("snapshots and their count follow record_every") {
  RunSettings settings = small_settings(Engine::sampled);
  CHECK(simulate(settings).snapshots.size() == 21);
  settings.chosen_record_every = 40;
  const Trajectory run = simulate(settings);
  REQUIRE(run.snapshots.size() == 4);
  CHECK(run.snapshots[2].step == 80);
  CHECK(run.final().step == 100);
}

TEST_CASE("a step size that leaves the range of float is refused by name in every engine") {
  RunSettings settings = small_settings(GENERATE(Engine::sampled, Engine::gram, Engine::dense));
  settings.precision = Precision::float32;
  settings.parameters.step_size = 1e40;
  settings.test_samples = 10;
  CHECK_THROWS_AS(simulate(settings), InvalidInput);
  CHECK_THROWS_WITH(simulate(settings), Catch::StartsWith("step_size is 1e+40, but must be") &&
                                            Catch::Contains("range of precision float"));
}

TEST_CASE("a step size that leaves the range of double is refused by name in every engine") {
  RunSettings settings = small_settings(GENERATE(Engine::sampled, Engine::gram, Engine::dense));
  settings.parameters.step_size = 1e60;
  // With margins of 1e50 a sample moves nothing once it is fitted: of 20 at least one is not at
  // first.
  settings.parameters.samples = 20;
  settings.parameters.signal_norm = 1e50;
  settings.parameters.noise_std = 1e50;  // less would drown beside the signal, which is refused too
  settings.parameters.chosen_head_norm = 1;
  settings.parameters.init_query_std = 0;
  settings.test_samples = 10;
  CHECK_THROWS_AS(simulate(settings), InvalidInput);
  CHECK_THROWS_WITH(simulate(settings), Catch::StartsWith("step_size is 1e+60, but must be") &&
                                            Catch::Contains("range of precision double"));
}

TEST_CASE("a huge step size that only saturates the softmax runs, and every figure is finite") {
  const Engine engine = GENERATE(Engine::sampled, Engine::gram, Engine::dense);
  CAPTURE(name(engine));
  RunSettings settings = small_settings(engine);
  settings.parameters.step_size = 1e40;
  settings.test_samples = 10;
  const Trajectory run = simulate(settings);
  for (const auto& [figure, value] : training_figures(run.final())) {
    INFO(figure);
    CHECK(std::isfinite(value));
  }
  for (const auto& [figure, value] : test_figures(run.final())) {
    INFO(figure);
    CHECK(std::isfinite(value));
  }
}

TEST_CASE("sampled runs at d = 1e15, with logits, losses and times in order") {
  RunSettings settings = small_settings(Engine::sampled);
  settings.parameters.dimension = 1'000'000'000'000'000;
  settings.parameters.signal_norm = 1.5e7;  // kappa = n |mu|^2/d = 1.35, as at d = 2000 and 21
  settings.parameters.init_query_std = 0;
  settings.parameters.step_size = 1e-11;
  const Trajectory run = simulate(settings);
  CHECK(std::isfinite(run.final().test.loss.mean));
  CHECK(run.final().train_loss < run.initial().train_loss - 0.01);
  CHECK(run.final().test.relevant.mean > run.initial().test.relevant.mean);
  CHECK(run.initial().test.relevant.mean == Approx(0.25).epsilon(1e-12));
}

TEST_CASE("a kept run is the run, and its arrays are those of the last step, as often as asked") {
  const Engine engine =
      GENERATE(Engine::sampled, Engine::gram, Engine::dense, Engine::mean_field, Engine::flow);
  CAPTURE(name(engine));
  const RunSettings settings = small_settings(engine);
  std::vector<NamedArray> expected;
  RunState state;
  state.arrays = &expected;
  const Trajectory whole = simulate(settings, {}, state);
  const KeptRun run = simulate_and_keep(settings);
  CHECK(run.trajectory.final().train_loss == whole.final().train_loss);
  CHECK(run.trajectory.final().test.loss.mean == whole.final().test.loss.mean);
  for (int asked = 0; asked < 2; ++asked) {
    const std::vector<NamedArray> found = run.arrays();
    REQUIRE(found.size() == expected.size());
    for (std::size_t a = 0; a < found.size(); ++a) {
      CHECK(found[a].name == expected[a].name);
      CHECK(found[a].shape == expected[a].shape);
      CHECK(found[a].numbers == expected[a].numbers);
    }
  }
  CHECK(expected.empty() == settings.has_continuous_time());
}

TEST_CASE("settings are validated before anything runs") {
  RunSettings settings = small_settings(Engine::sampled);
  settings.parameters.dimension = 26;
  CHECK_THROWS_WITH(simulate(settings), Catch::Contains("engine gram"));
  settings.parameters.dimension = 27;
  settings.parameters.steps = 2;
  CHECK_NOTHROW(simulate(settings));
  settings.parameters.steps = 2.5;
  CHECK_THROWS_WITH(simulate(settings), Catch::StartsWith("steps is 2.5"));
  settings.parameters.steps = 2;
  settings.engine = Engine::dense;
  settings.parameters.dimension = 1;
  CHECK_THROWS_WITH(simulate(settings), Catch::StartsWith("dimension is 1"));
}

}  // namespace
}  // namespace benignity
