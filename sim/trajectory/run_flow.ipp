#pragma once

#include <algorithm>
#include <cmath>
#include <optional>
#include <string>
#include <vector>

#include <boost/math/tools/toms748_solve.hpp>

#include "sim/engine/conserved_quantities.hpp"
#include "sim/engine/flow.ipp"
#include "sim/test_law/recorded_readouts.hpp"
#include "sim/trajectory/record_times.hpp"
#include "sim/trajectory/run.ipp"

namespace benignity {

/// Looks for events inside the steps of a flow.
template <class Real>
class FlowEvents {
 public:
  FlowEvents(const Parameters& parameters, GramFlow<Real>& flow)
      : parameters_(parameters), flow_(flow), watch_(parameters) {
    watch_.observe(levels(flow.logits()), [](Real EventLevels<Real>::*) { return 0.0; });
  }

  /// To be called after every step. The step is looked at in 8 places, so that a level that passes
  /// 0 and returns within a step is seen; a crossing is then located on the exact solution.
  void observe_step() {
    constexpr int places = 8;
    for (int place = watch_.finished() ? places : 1; place <= places; ++place) {
      const Real length = flow_.last_length() * Real(place) / Real(places);
      const Vector<Real> logits =
          place == places ? flow_.logits() : flow_.interpolated_logits(length);
      watch_.observe(levels(logits), [&](Real EventLevels<Real>::*level) {
        return crossing_step(level, (place - 1.0) / places, double(place) / places);
      });
    }
  }

  [[nodiscard]] const StoppingTimes& times() const { return watch_.times(); }

 private:
  [[nodiscard]] EventLevels<Real> levels(const Vector<Real>& logits) {
    respond(flow_.problem(), logits, response_);
    const Eigen::Index tokens = flow_.problem().head_values.size();
    return event_levels<Real>(parameters_, flow_.problem(), response_,
                              std::min(logits(tokens), logits(tokens + 1)));
  }

  /// tau at which the level passes 0, between two shares of the last step.
  [[nodiscard]] double crossing_step(Real EventLevels<Real>::*level, double from, double to) {
    const auto value = [&](double share) {
      return static_cast<double>(levels(flow_.logits_within(flow_.last_length() * Real(share))).*
                                 level);
    };
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
    const Real t = flow_.time() - flow_.last_length() * (1 - Real(share));
    return static_cast<double>(t / Real(parameters_.step_size));
  }

  const Parameters& parameters_;
  GramFlow<Real>& flow_;
  StoppingTimeWatch watch_;
  AttentionResponse<Real> response_;
};

/// Largest departures from what the flow conserves, over the recorded times.
template <class Real>
class DriftWatch {
 public:
  explicit DriftWatch(const GramState<Real>& start)
      : conserved_of_(start.kernel), start_(conserved_of_(start)) {
    if (!(start.query_norm2 > 0)) start_.log_determinant.reset();
    if (start_.log_determinant) drift_.log_determinant = 0;
  }

  void observe(const GramState<Real>& state) {
    const ConservedQuantities<Real> now = conserved_of_(state);
    const auto relative = [](const Real& value, const Real& reference) {
      using std::abs;
      return static_cast<double>(abs(value - reference) / abs(reference));
    };
    drift_.trace_balance =
        std::max(drift_.trace_balance, relative(now.trace_balance, start_.trace_balance));
    drift_.squared_balance =
        std::max(drift_.squared_balance, relative(now.squared_balance, start_.squared_balance));
    if (drift_.log_determinant && now.log_determinant) {
      const auto change = static_cast<double>(*now.log_determinant - *start_.log_determinant);
      drift_.log_determinant = std::max(*drift_.log_determinant, std::abs(change));
    } else {
      drift_.log_determinant.reset();
    }
  }

  void observe_loss(double loss) {
    drift_.loss_rise = std::max(drift_.loss_rise, loss - lowest_loss_);
    lowest_loss_ = std::min(lowest_loss_, loss);
  }

  [[nodiscard]] const ConservedDrift& drift() const { return drift_; }

 private:
  ConservedQuantitiesOf<Real> conserved_of_;
  ConservedQuantities<Real> start_;
  ConservedDrift drift_;
  double lowest_loss_ = std::numeric_limits<double>::infinity();
};

/// The flow from a sampled start; recorded like a run of gradient descent.
template <class Real>
Trajectory run_flow(const RunSettings& settings) {
  const GramStart<double> start =
      sample_gram_start(settings.parameters, settings.seed, settings.replicate);
  GramFlow<Real> flow({start.problem.samples, start.problem.tokens, start.problem.labels,
                       start.problem.head_values.template cast<Real>()},
                      promote<Real>(start.state), flow_tolerance<Real>());
  const FreshSampleDesign fresh{settings.seed, settings.replicate, settings.test_samples};
  RecordedReadouts readouts(settings.parameters, fresh, start.state.kernel);
  DriftWatch<Real> drift(flow.gram_state());
  FlowEvents<Real> events(settings.parameters, flow);
  const auto alpha = static_cast<Real>(settings.parameters.step_size);
  Trajectory trajectory;
  for (const double step :
       continuous_record_times(settings, static_cast<double>(flow.first_length() / alpha))) {
    const Real target = alpha * static_cast<Real>(step);
    for (Real left = target - flow.time(); left > 0;) {
      flow.advance(left);
      events.observe_step();
      drift.observe_loss(static_cast<double>(mean_loss(flow.response())));
      left = flow.last_length() < left ? Real(target - flow.time()) : Real(0);
    }
    Snapshot snapshot = snapshot_of_training(step, flow.problem(), flow.response(), flow.logits());
    snapshot.query_norm2 = static_cast<double>(flow.query_norm2());
    trajectory.snapshots.push_back(snapshot);
    drift.observe(flow.gram_state());
    flow.remember_query();
    const Vector<double> products = flow.query_products().template cast<double>();
    readouts.record(flow.logits().template cast<double>(), {products.begin(), products.end()});
  }
  const std::vector<TestStatistics> tests =
      joint_projection_statistics(settings.parameters, fresh, readouts.joint());
  for (std::size_t r = 0; r < tests.size(); ++r) trajectory.snapshots[r].test = tests[r];
  trajectory.stopping_times = events.times();
  trajectory.conserved_drift = drift.drift();
  trajectory.evaluations = flow.evaluations();
  return trajectory;
}

}  // namespace benignity
