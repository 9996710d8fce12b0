#pragma once

#include <algorithm>
#include <cmath>
#include <string>

#include "sim/trajectory/result.hpp"
#include "sim/trajectory/settings.hpp"
#include "sim/trajectory/stopping_times.hpp"
#include "theory/invalid_input.hpp"

namespace benignity {

/// Figures of the clean or of the noisy samples.
struct GroupTally {
  double count = 0;
  double fitted = 0;
  double relevant_sum = 0;
  double relevant_min = 1;
  double relevant_max = 0;

  void add(bool is_fitted, double relevant) {
    ++count;
    if (is_fitted) ++fitted;
    relevant_sum += relevant;
    relevant_min = std::min(relevant_min, relevant);
    relevant_max = std::max(relevant_max, relevant);
  }
};

/// The training side of one recorded time.
template <class Real>
Snapshot snapshot_of_training(double step, const AttentionProblem<Real>& problem,
                              const AttentionResponse<Real>& response, const Vector<Real>& logits) {
  Snapshot snapshot;
  snapshot.step = step;
  snapshot.train_loss = static_cast<double>(mean_loss(response));
  GroupTally clean;
  GroupTally noisy;
  for (Eigen::Index i = 0; i < response.margin.size(); ++i) {
    GroupTally& group = problem.labels.is_noisy(static_cast<std::size_t>(i)) ? noisy : clean;
    group.add(response.margin(i) > 0, static_cast<double>(response.relevant(i)));
  }
  snapshot.train_accuracy = (clean.fitted + noisy.fitted) / (clean.count + noisy.count);
  if (clean.count > 0) {
    snapshot.clean_fitted = clean.fitted / clean.count;
    snapshot.clean_relevant_min = clean.relevant_min;
    snapshot.clean_relevant_mean = clean.relevant_sum / clean.count;
  }
  if (noisy.count > 0) {
    snapshot.noisy_fitted = noisy.fitted / noisy.count;
    snapshot.noisy_relevant_min = noisy.relevant_min;
    snapshot.noisy_relevant_max = noisy.relevant_max;
    snapshot.noisy_relevant_mean = noisy.relevant_sum / noisy.count;
  }
  const Eigen::Index token_count = problem.head_values.size();
  snapshot.lambda_plus = static_cast<double>(logits(token_count));
  snapshot.lambda_minus = static_cast<double>(logits(token_count + 1));
  return snapshot;
}

/// Drives any dynamics through the steps of the settings. A dynamics has problem(), response(),
/// logits(), query_norm2(), step(alpha), record() (keeps what the test law needs of the present
/// parameters) and test_statistics() (one for each record, in order).
template <class Real, class Dynamics>
Trajectory run_trajectory(const RunSettings& settings, Dynamics& dynamics) {
  const Parameters& parameters = settings.parameters;
  const auto last = static_cast<std::int64_t>(parameters.steps);
  const std::int64_t record_every = settings.record_every();
  const auto alpha = static_cast<Real>(parameters.step_size);
  Trajectory trajectory;
  StoppingTimeWatch watch(parameters);
  for (std::int64_t tau = 0;; ++tau) {
    const Vector<Real>& logits = dynamics.logits();
    const Eigen::Index token_count = dynamics.problem().head_values.size();
    const Real lambda_min = std::min(logits(token_count), logits(token_count + 1));
    const auto step = static_cast<double>(tau);
    if (!std::isfinite(static_cast<double>(dynamics.query_norm2())) ||
        !std::isfinite(static_cast<double>(logits.sum())) ||
        !std::isfinite(static_cast<double>(dynamics.response().margin.sum()))) {
      throw InvalidInput("step_size", shortest_decimal(parameters.step_size),
                         "small enough that the run stays finite (it left the range of precision " +
                             std::string(name(settings.precision)) + " at step " +
                             std::to_string(tau) + ")");
    }
    watch.observe(step, dynamics.problem(), dynamics.response(), lambda_min);
    if (tau % record_every == 0 || tau == last) {
      Snapshot snapshot =
          snapshot_of_training(step, dynamics.problem(), dynamics.response(), logits);
      snapshot.query_norm2 = static_cast<double>(dynamics.query_norm2());
      trajectory.snapshots.push_back(snapshot);
      dynamics.record();
    }
    if (tau == last) break;
    dynamics.step(alpha);
  }
  const std::vector<TestStatistics> tests = dynamics.test_statistics();
  for (std::size_t r = 0; r < tests.size(); ++r) trajectory.snapshots[r].test = tests[r];
  trajectory.stopping_times = watch.times();
  return trajectory;
}

}  // namespace benignity
