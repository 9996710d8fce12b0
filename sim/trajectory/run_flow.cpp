#include <limits>

#include "sim/trajectory/record_times.hpp"
#include "sim/trajectory/run.hpp"
#include "sim/trajectory/step_events.ipp"
#include "theory/elementary.hpp"

namespace benignity {
namespace {

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
  StepEvents events(flow);
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
