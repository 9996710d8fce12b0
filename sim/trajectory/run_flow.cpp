#include <cmath>
#include <limits>

#include <boost/math/tools/toms748_solve.hpp>

#include "sim/trajectory/record_times.hpp"
#include "sim/trajectory/run.hpp"
#include "theory/elementary.hpp"

namespace benignity {
namespace {

/// Looks for events inside the steps of a flow.
class FlowEvents {
 public:
  explicit FlowEvents(FlowDynamics& flow) : flow_(flow) { watch_.observe(0.0, flow.levels()); }

  /// To be called after every step. The step is looked at in 8 places, so that a level that passes
  /// 0 and returns within a step is seen; a crossing is then located on the exact solution.
  void observe_step() {
    constexpr int places = 8;
    for (int place = watch_.finished() ? places : 1; place <= places; ++place) {
      const double from = (place - 1.0) / places;
      const double to = double(place) / places;
      watch_.observe(place == places ? flow_.levels() : flow_.interpolated_levels(to),
                     [&](double EventLevels::*level) { return crossing_step(level, from, to); });
    }
  }

  [[nodiscard]] const StoppingTimes& times() const { return watch_.times(); }

 private:
  /// tau at which the level passes 0, between two shares of the last step.
  [[nodiscard]] double crossing_step(double EventLevels::*level, double from, double to) {
    const auto value = [&](double share) { return flow_.levels_within(share).*level; };
    const double before = value(from);
    const double behind = value(to);
    double share = std::abs(before) < std::abs(behind) ? from : to;
    if ((before < 0) != (behind < 0)) {
      boost::uintmax_t evaluations = 100;
      const auto bracket = boost::math::tools::toms748_solve(
          value, from, to, before, behind, boost::math::tools::eps_tolerance<double>(45),
          evaluations);
      share = bracket.first + (bracket.second - bracket.first) / 2;
    }
    return flow_.step_at(share);
  }

  FlowDynamics& flow_;
  StoppingTimeWatch watch_;
};

/// Largest departures from what the flow conserves, over the recorded times. A NaN stays.
class DriftWatch {
 public:
  explicit DriftWatch(const ConservedDrift& start)
      : with_determinant_(start.log_determinant.has_value()) {}

  void observe(const ConservedDrift& now) {
    trace_balance_.see(now.trace_balance);
    squared_balance_.see(now.squared_balance);
    with_determinant_ = with_determinant_ && now.log_determinant;
    if (with_determinant_) log_determinant_.see(*now.log_determinant);
  }

  void observe_loss(double loss) {
    if (!(loss <= lowest_loss_)) loss_rise_.see(loss - lowest_loss_);
    if (!(loss >= lowest_loss_)) lowest_loss_ = loss;
  }

  [[nodiscard]] ConservedDrift largest() const {
    ConservedDrift largest;
    largest.trace_balance = trace_balance_.value();
    largest.squared_balance = squared_balance_.value();
    if (with_determinant_) largest.log_determinant = log_determinant_.value();
    largest.loss_rise = loss_rise_.value();
    return largest;
  }

 private:
  LargestError trace_balance_;
  LargestError squared_balance_;
  LargestError log_determinant_;
  LargestError loss_rise_;
  bool with_determinant_;
  double lowest_loss_ = std::numeric_limits<double>::infinity();
};

}  // namespace

Trajectory run_flow(const RunSettings& settings, FlowDynamics& flow, const RunWatch& run_watch) {
  DriftWatch drift(flow.drift());
  FlowEvents events(flow);
  Trajectory trajectory;
  for (const double step : continuous_record_times(settings, flow.first_step())) {
    flow.advance_to(step, [&] {
      events.observe_step();
      drift.observe_loss(flow.train_loss());
    });
    trajectory.snapshots.push_back(snapshot_of_training(step, flow.labels(), flow.figures()));
    drift.observe(flow.drift());
    flow.record();
    if (run_watch.ends_at(step)) break;
  }
  const std::vector<TestStatistics> tests = flow.test_statistics();
  for (std::size_t r = 0; r < tests.size(); ++r) trajectory.snapshots[r].test = tests[r];
  trajectory.stopping_times = events.times();
  trajectory.conserved_drift = drift.largest();
  trajectory.evaluations = flow.evaluations();
  return trajectory;
}

}  // namespace benignity
