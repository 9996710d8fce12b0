#include "sim/trajectory/run.hpp"

#include <cmath>
#include <cstdint>
#include <limits>
#include <optional>
#include <sstream>
#include <utility>
#include <vector>

#include <catch2/catch.hpp>

#include "sim/model/state_archive.hpp"
#include "sim/trajectory/seen_in_double.hpp"
#include "theory/invalid_input.hpp"

namespace benignity {
namespace {

/// A dynamics that plays back hand-made logits, so that snapshots are known in advance: one clean
/// sample and one noisy one of two tokens with head values 1 and -1, then the two signals.
class PlayedBack : public DescentDynamics {
 public:
  explicit PlayedBack(std::vector<Vector<double>> logits) : frames_(std::move(logits)) {
    problem_ = {2, 2, {{1, -1}, {1, 1}}, Eigen::Vector4d(1, -1, -1, 1)};
    parameters_.chosen_target_gap = 2;
    respond(problem_, frames_.front(), response_);
  }

  [[nodiscard]] const Labels& labels() const override { return problem_.labels; }
  [[nodiscard]] EventLevels levels() const override {
    return event_levels(parameters_, problem_, response_, frames_[now_]);
  }
  [[nodiscard]] TrainingFigures figures() const override {
    return training_figures(problem_, response_, frames_[now_], static_cast<double>(now_));
  }
  [[nodiscard]] bool is_finite() const override {
    return std::isfinite(frames_[now_].sum()) && std::isfinite(response_.margin.sum());
  }
  void step() override {
    ++steps_;
    ++now_;
    respond(problem_, frames_[now_], response_);
  }
  void keep(StateArchive& archive) override {
    archive(now_);
    respond(problem_, frames_[now_], response_);
  }
  void record() override { recorded_.push_back(now_); }
  [[nodiscard]] std::vector<TestStatistics> test_statistics() const override {
    std::vector<TestStatistics> statistics;
    for (const std::size_t frame : recorded_) {
      statistics.push_back({{static_cast<double>(frame), 0}, {}, {}, {}});
    }
    return statistics;
  }

  int steps_ = 0;
  std::vector<std::size_t> recorded_;

 private:
  Parameters parameters_;
  std::vector<Vector<double>> frames_;
  std::size_t now_ = 0;
  AttentionProblem<double> problem_;
  AttentionResponse<double> response_;
};

Vector<double> frame(double clean_gap, double noisy_gap, double plus, double minus) {
  Vector<double> logits(6);
  logits << clean_gap, 0, noisy_gap, 0, plus, minus;
  return logits;
}

RunSettings settings_of(double steps, std::optional<std::int64_t> record_every) {
  RunSettings settings;
  settings.parameters.steps = steps;
  settings.parameters.step_size = 0.25;
  settings.parameters.chosen_target_gap = 2;
  settings.chosen_record_every = record_every;
  return settings;
}

std::vector<double> recorded_steps(double steps, std::optional<std::int64_t> record_every) {
  PlayedBack dynamics(
      std::vector<Vector<double>>(static_cast<std::size_t>(steps) + 1, frame(0, 0, 0, 0)));
  std::vector<double> result;
  for (const Snapshot& snapshot :
       run_descent(settings_of(steps, record_every), dynamics).snapshots) {
    result.push_back(snapshot.step);
  }
  return result;
}

TEST_CASE("snapshots are tau = 0, the multiples of record_every and the last step, once each") {
  CHECK(recorded_steps(7, 3) == std::vector<double>{0, 3, 6, 7});
  CHECK(recorded_steps(6, 3) == std::vector<double>{0, 3, 6});
  CHECK(recorded_steps(4, 1) == std::vector<double>{0, 1, 2, 3, 4});
  CHECK(recorded_steps(4, 100) == std::vector<double>{0, 4});
  CHECK(recorded_steps(0, 1) == std::vector<double>{0});
  CHECK(recorded_steps(0, std::nullopt) == std::vector<double>{0});
  CHECK(recorded_steps(1000, std::nullopt).size() == 21);
}

TEST_CASE("a snapshot holds the figures of its own step, the test figures too") {
  PlayedBack dynamics({frame(0, 0, 0.5, -0.5), frame(std::log(3.0), -std::log(4.0), 3, 2)});
  const Trajectory run = run_descent(settings_of(1, 1), dynamics);
  REQUIRE(run.snapshots.size() == 2);
  const Snapshot& start = run.initial();
  CHECK(start.step == 0);
  CHECK(start.train_loss == Approx(std::log(2.0)).epsilon(1e-14));
  CHECK(start.train_accuracy == 0);  // margins are exactly zero
  CHECK(start.clean_relevant_min == std::optional<double>(0.5));
  CHECK(start.noisy_relevant_max == std::optional<double>(0.5));
  CHECK(start.lambda_plus == 0.5);
  CHECK(start.lambda_minus == -0.5);
  CHECK(start.query_norm2 == 0);
  CHECK(start.test.loss.mean == 0);
  const Snapshot& end = run.final();
  CHECK(end.step == 1);
  // Clean: s_1 = 3/4, f = 1/2. Noisy (observed +1, head values -1, 1): s_1 = 1/5, f = 3/5.
  CHECK(*end.clean_relevant_min == Approx(0.75).epsilon(1e-14));
  CHECK(*end.clean_relevant_mean == Approx(0.75).epsilon(1e-14));
  CHECK(*end.noisy_relevant_max == Approx(0.2).epsilon(1e-14));
  CHECK(*end.noisy_relevant_mean == Approx(0.2).epsilon(1e-14));
  CHECK(end.train_accuracy == 1);
  CHECK(end.train_loss ==
        Approx((std::log1p(std::exp(-0.5)) + std::log1p(std::exp(-0.6))) / 2).epsilon(1e-14));
  CHECK(end.lambda_plus == 3);
  CHECK(end.query_norm2 == 1);
  CHECK(end.test.loss.mean == 1);
  CHECK(dynamics.steps_ == 1);
}

TEST_CASE("stopping times are watched at every step, recorded or not") {
  PlayedBack dynamics({frame(-1, -1, 0, 0), frame(-1, 1, 0, 0), frame(1, -1, 2, 2),
                       frame(1, -1, 2, 1), frame(1, -1, 0, 0)});
  const Trajectory run = run_descent(settings_of(4, 100), dynamics);
  CHECK(run.snapshots.size() == 2);
  CHECK(run.stopping_times.select_noisy == std::optional<double>(1));
  CHECK(run.stopping_times.exit_noisy == std::optional<double>(2));
  CHECK(run.stopping_times.select_clean == std::optional<double>(2));
  CHECK(run.stopping_times.fit_all == std::optional<double>(2));
  CHECK(run.stopping_times.generalize == std::optional<double>(2));
}

TEST_CASE("the smaller of the two gaps decides generalization") {
  PlayedBack dynamics({frame(0, 0, 9, 1), frame(0, 0, 1, 9), frame(0, 0, 2, 9)});
  CHECK(run_descent(settings_of(2, 1), dynamics).stopping_times.generalize ==
        std::optional<double>(2));
}

TEST_CASE("means and extremes are taken over the samples of a kind, an absent kind has none") {
  AttentionProblem<double> problem{3, 2, {{1, 1, -1}, {1, 1, -1}}, Vector<double>::Zero(6)};
  AttentionResponse<double> response{Eigen::Vector3d(1, -1, 1), Eigen::Vector3d(0.5, 0.25, 1), {}};
  const auto figures =
      training_figures(problem, response, Vector<double>(Vector<double>::Zero(8)), 0.0);
  Snapshot snapshot = snapshot_of_training(3, problem.labels, figures);
  CHECK(snapshot.train_accuracy == Approx(2.0 / 3));
  CHECK(*snapshot.clean_relevant_min == 0.25);
  CHECK(*snapshot.clean_relevant_mean == Approx(1.75 / 3));
  CHECK(!snapshot.noisy_relevant_max);
  CHECK(!snapshot.noisy_relevant_mean);
  problem.labels.observed = {-1, -1, 1};
  snapshot = snapshot_of_training(3, problem.labels, figures);
  CHECK(!snapshot.clean_relevant_min);
  CHECK(!snapshot.clean_relevant_mean);
  CHECK(*snapshot.noisy_relevant_max == 1);
}

TEST_CASE("a run that leaves the finite numbers is refused by step_size, precision and step") {
  const double bad =
      GENERATE(std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::infinity());
  PlayedBack dynamics({frame(0, 0, 0, 0), frame(0, 0, 0, 0), frame(bad, 0, 0, 0)});
  CHECK_THROWS_WITH(run_descent(settings_of(2, 1), dynamics),
                    Catch::StartsWith("step_size is 0.25") && Catch::Contains("precision double") &&
                        Catch::Contains("at step 2"));
  PlayedBack again({frame(0, 0, 0, 0), frame(0, 0, 0, 0), frame(bad, 0, 0, 0)});
  CHECK_THROWS_AS(run_descent(settings_of(2, 1), again), InvalidInput);
}

TEST_CASE("an infinity that the margins do not show, in a signal's logit or at -inf, is refused") {
  constexpr double infinity = std::numeric_limits<double>::infinity();
  const Vector<double> spoilt =
      GENERATE(frame(0, 0, 0, infinity), frame(0, 0, -infinity, 0), frame(-infinity, 0, 0, 0));
  PlayedBack dynamics({frame(0, 0, 0, 0), spoilt});
  CHECK_THROWS_AS(run_descent(settings_of(1, 1), dynamics), InvalidInput);
}

TEST_CASE("a run that goes on from a state has the times of the run that never stopped") {
  // Not fitted, fitted and selected, exited, generalised: an event on either side of the cut.
  const std::vector<Vector<double>> frames = {frame(-1, 1, 0, 0), frame(2, 1, 0, 0),
                                              frame(2, -1, 0, 0), frame(2, -1, 3, 3),
                                              frame(2, -1, 4, 4)};
  PlayedBack whole(frames);
  std::ostringstream whole_state;
  const Trajectory expected = run_descent(settings_of(4, 1), whole, {}, {nullptr, &whole_state});

  PlayedBack first(frames);
  std::stringstream between;
  (void)run_descent(settings_of(1, 1), first, {}, {nullptr, &between});
  PlayedBack second(frames);
  std::ostringstream end;
  const Trajectory found = run_descent(settings_of(3, 1), second, {}, {&between, &end});

  CHECK(found.initial().step == 1);
  CHECK(found.final().step == 4);
  CHECK(found.stopping_times.fit_all == expected.stopping_times.fit_all);
  CHECK(found.stopping_times.select_clean == expected.stopping_times.select_clean);
  CHECK(found.stopping_times.exit_noisy == expected.stopping_times.exit_noisy);
  CHECK(found.stopping_times.generalize == expected.stopping_times.generalize);
  CHECK(expected.stopping_times.generalize == 3.0);
  CHECK(end.str() == whole_state.str());

  PlayedBack third(frames);
  std::stringstream cut(whole_state.str().substr(0, 5));
  CHECK_THROWS_AS(run_descent(settings_of(1, 1), third, {}, {&cut, nullptr}), InvalidInput);
}

}  // namespace
}  // namespace benignity
