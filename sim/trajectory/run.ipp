#pragma once

#include <algorithm>
#include <cmath>
#include <string>

#include "sim/trajectory/result.hpp"
#include "sim/trajectory/settings.hpp"
#include "sim/trajectory/stopping_times.hpp"
#include "theory/invalid_input.hpp"

namespace benignity {

/// The training side of one recorded time.
template <class Real>
Snapshot snapshot_of_training(double step, const AttentionProblem<Real>& problem,
                              const AttentionResponse<Real>& response, const Vector<Real>& logits) {
  Snapshot snapshot;
  snapshot.step = step;
  snapshot.train_loss = static_cast<double>(mean_loss(response));
  double fitted = 0;
  double clean_count = 0;
  double noisy_count = 0;
  double clean_sum = 0;
  double noisy_sum = 0;
  double clean_min = 1;
  double noisy_max = 0;
  for (Eigen::Index i = 0; i < response.margin.size(); ++i) {
    if (response.margin(i) > 0) ++fitted;
    const auto relevant = static_cast<double>(response.relevant(i));
    if (problem.labels.is_noisy(static_cast<std::size_t>(i))) {
      ++noisy_count;
      noisy_sum += relevant;
      noisy_max = std::max(noisy_max, relevant);
    } else {
      ++clean_count;
      clean_sum += relevant;
      clean_min = std::min(clean_min, relevant);
    }
  }
  snapshot.train_accuracy = fitted / static_cast<double>(response.margin.size());
  if (clean_count > 0) {
    snapshot.clean_relevant_min = clean_min;
    snapshot.clean_relevant_mean = clean_sum / clean_count;
  }
  if (noisy_count > 0) {
    snapshot.noisy_relevant_max = noisy_max;
    snapshot.noisy_relevant_mean = noisy_sum / noisy_count;
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
