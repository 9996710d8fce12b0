#pragma once

#include <functional>
#include <memory>
#include <vector>

#include "sim/data/labels.hpp"
#include "sim/trajectory/named_array.hpp"
#include "sim/trajectory/result.hpp"
#include "sim/trajectory/settings.hpp"
#include "sim/trajectory/stopping_times.hpp"

namespace benignity {

class StateArchive;  // sim/model/state_archive.hpp

/// What a snapshot takes from one state.
struct TrainingFigures {
  double loss = 0;
  std::vector<bool> fitted;      ///< Y f > 0, n; judged in the scalar of the run
  std::vector<double> relevant;  ///< softmax probability of x_1, n; the mean over the heads; empty
                                 ///< where no token is known to be that
  std::vector<double> margins;   ///< Y f, n
  std::vector<double> relevant_of_heads;  ///< n x H, head after head
  double lambda_plus = 0;                 ///< logit of mu_+1
  double lambda_minus = 0;                ///< logit of mu_-1
  double query_norm2 = 0;                 ///< |p|^2
};

/// What leaves the scalar of a run: doubles. Behind this face the drivers of run.hpp and
/// run_flow.hpp are compiled once, and a scalar costs its step alone. A virtual call takes
/// nanoseconds where the fastest step takes two microseconds.
class Dynamics {
 public:
  Dynamics() = default;
  Dynamics(const Dynamics&) = delete;
  Dynamics& operator=(const Dynamics&) = delete;
  virtual ~Dynamics() = default;

  [[nodiscard]] virtual const Labels& labels() const = 0;
  [[nodiscard]] virtual EventLevels levels() const = 0;
  [[nodiscard]] virtual TrainingFigures figures() const = 0;

  /// Keeps what the test law needs of the present parameters.
  virtual void record() = 0;
  /// One for each record, in order.
  [[nodiscard]] virtual std::vector<TestStatistics> test_statistics() const = 0;
};

/// Gradient descent with the step size of its settings.
class DescentDynamics : public Dynamics {
 public:
  virtual void step() = 0;
  /// Writes or reads all that the coming steps and records depend on.
  virtual void keep(StateArchive& archive) = 0;
  /// What the present parameters are and do to the training samples, by the names of
  /// named_array.hpp; empty where the engine does not know them.
  [[nodiscard]] virtual std::vector<NamedArray> arrays() const { return {}; }
  /// Of the training samples, at present; empty likewise.
  [[nodiscard]] virtual NamedArray softmax() const { return {}; }
  /// Of q, the sum of the logits and the sum of the margins: one bad entry spoils its sum.
  [[nodiscard]] virtual bool is_finite() const = 0;
};

/// Gradient flow; times in steps of gradient descent.
class FlowDynamics : public Dynamics {
 public:
  /// An estimate of the time in which the fastest logit moves by 1/100.
  [[nodiscard]] virtual double first_step() const = 0;
  /// Goes to `step`, at or after the present time; tells after every step of the integrator.
  virtual void advance_to(double step, const std::function<void()>& after_step) = 0;

  /// Levels at a share in [0, 1] of the integrator's last step: as accurate as the step, and by
  /// interpolation, good enough to look for sign changes.
  [[nodiscard]] virtual EventLevels levels_within(double share) = 0;
  [[nodiscard]] virtual EventLevels interpolated_levels(double share) = 0;
  /// The time of that share.
  [[nodiscard]] virtual double step_at(double share) const = 0;

  [[nodiscard]] virtual double train_loss() const = 0;
  /// Departure of the present state from what the flow conserves; without loss_rise.
  [[nodiscard]] virtual ConservedDrift drift() const = 0;
  /// Evaluations of the right side so far.
  [[nodiscard]] virtual std::int64_t evaluations() const = 0;
};

/// The engine of the settings in one scalar, at tau = 0. Specialised in sim/instantiations/, a file
/// for each precision.
template <Precision precision>
[[nodiscard]] std::unique_ptr<DescentDynamics> descent_in(const RunSettings& settings);
/// Descent of any model of the family: double and 50 digits alone (validate() refuses the others).
template <Precision precision>
[[nodiscard]] std::unique_ptr<DescentDynamics> heads_in(const RunSettings& settings);
/// Gradient flow: double and 50 digits likewise.
template <Precision precision>
[[nodiscard]] std::unique_ptr<FlowDynamics> flow_in(const RunSettings& settings);

}  // namespace benignity
