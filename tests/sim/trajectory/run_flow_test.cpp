#include <cmath>
#include <functional>
#include <limits>

#include <catch2/catch.hpp>

#include "sim/trajectory/run.hpp"

namespace benignity {
namespace {

/// A flow of one clean sample that takes one step of length 1 and shows made-up levels: what is
/// seen by interpolation and what the solution has may differ.
class MadeUpFlow : public FlowDynamics {
 public:
  std::function<double(double)> interpolated;  ///< selection level at a share of the step
  std::function<double(double)> exact;
  ConservedDrift late_drift;
  double late_loss = 0.5;

  [[nodiscard]] const Labels& labels() const override { return labels_; }
  [[nodiscard]] EventLevels levels() const override { return at(arrived_ ? exact(1) : exact(0)); }
  [[nodiscard]] TrainingFigures figures() const override {
    return {train_loss(), {true}, {0.5}, {1}, {0.5}, 0, 0, 0};
  }
  void record() override { ++records_; }
  [[nodiscard]] std::vector<TestStatistics> test_statistics() const override {
    return std::vector<TestStatistics>(records_);
  }
  [[nodiscard]] double first_step() const override { return 10; }
  void advance_to(double step, const std::function<void()>& after_step) override {
    if (!(step > 0)) return;
    arrived_ = true;
    after_step();
  }
  [[nodiscard]] EventLevels levels_within(double share) override { return at(exact(share)); }
  [[nodiscard]] EventLevels interpolated_levels(double share) override {
    return at(interpolated(share));
  }
  [[nodiscard]] double step_at(double share) const override { return share; }
  [[nodiscard]] double train_loss() const override { return arrived_ ? late_loss : 0.6; }
  [[nodiscard]] ConservedDrift drift() const override {
    return arrived_ ? late_drift : ConservedDrift{};
  }
  [[nodiscard]] std::int64_t evaluations() const override { return 1; }

 private:
  static EventLevels at(double selection) {
    return {1, selection, std::numeric_limits<double>::infinity(), -1};
  }

  Labels labels_{{1}, {1}};
  bool arrived_ = false;
  std::size_t records_ = 0;
};

Trajectory one_step(MadeUpFlow& flow) {
  RunSettings settings;
  settings.parameters.steps = 1;
  return run_flow(settings, flow);
}

TEST_CASE("an event is placed where the level passes 0 on the solution, not on its interpolation") {
  MadeUpFlow flow;
  flow.interpolated = [](double share) { return share - 0.3; };
  flow.exact = [](double share) { return std::sinh(3 * (share - 0.33)); };
  CHECK(one_step(flow).stopping_times.select_clean.value() == Approx(0.33).epsilon(1e-10));
}

TEST_CASE("where only the interpolation crosses, the event is at the end nearer to 0") {
  MadeUpFlow rising;
  rising.interpolated = [](double share) { return share - 0.3; };  // crosses from 2/8 to 3/8
  rising.exact = [](double share) { return share - 0.38; };        // below 0 at both
  CHECK(one_step(rising).stopping_times.select_clean.value() == 0.375);
  MadeUpFlow falling;
  falling.interpolated = rising.interpolated;
  falling.exact = [](double share) { return -0.01 - std::abs(share - 0.25); };
  CHECK(one_step(falling).stopping_times.select_clean.value() == 0.25);
}

TEST_CASE("a drift or a loss that is NaN is reported as NaN") {
  const double nan = std::nan("");
  MadeUpFlow flow;
  flow.interpolated = flow.exact = [](double) { return -1.0; };
  flow.late_drift = {nan, nan, std::nullopt, 0};
  flow.late_loss = nan;
  const ConservedDrift drift = one_step(flow).conserved_drift.value();
  CHECK(std::isnan(drift.trace_balance));
  CHECK(std::isnan(drift.squared_balance));
  CHECK(std::isnan(drift.loss_rise));
}

}  // namespace
}  // namespace benignity
