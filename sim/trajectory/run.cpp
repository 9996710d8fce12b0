#include "sim/trajectory/run.hpp"

#include <algorithm>
#include <cmath>
#include <string>

#include "sim/model/state_archive.hpp"
#include "theory/invalid_input.hpp"

namespace benignity {
namespace {

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

/// One record more, along the first axis.
void append(NamedArray record, NamedArray& records) {
  if (records.shape.empty()) {
    records.name = "attention";
    records.shape = record.shape;
    records.shape.insert(records.shape.begin(), 0);
  }
  ++records.shape.front();
  records.numbers.insert(records.numbers.end(), record.numbers.begin(), record.numbers.end());
}

void require_finite(const RunSettings& settings, const DescentDynamics& dynamics,
                    std::int64_t tau) {
  if (dynamics.is_finite()) return;
  throw InvalidInput("step_size", shortest_decimal(settings.parameters.step_size),
                     "small enough that the run stays finite (it left the range of precision " +
                         std::string(name(settings.precision)) + " at step " + std::to_string(tau) +
                         ")");
}

}  // namespace

Snapshot snapshot_of_training(double step, const Labels& labels, const TrainingFigures& figures) {
  Snapshot snapshot;
  snapshot.step = step;
  snapshot.train_loss = figures.loss;
  GroupTally clean;
  GroupTally noisy;
  const bool knows_relevant = !figures.relevant.empty();
  for (std::size_t i = 0; i < figures.fitted.size(); ++i) {
    (labels.is_noisy(i) ? noisy : clean)
        .add(figures.fitted[i], knows_relevant ? figures.relevant[i] : 0);
  }
  snapshot.train_accuracy = (clean.fitted + noisy.fitted) / (clean.count + noisy.count);
  if (clean.count > 0) snapshot.clean_fitted = clean.fitted / clean.count;
  if (noisy.count > 0) snapshot.noisy_fitted = noisy.fitted / noisy.count;
  if (clean.count > 0 && knows_relevant) {
    snapshot.clean_relevant_min = clean.relevant_min;
    snapshot.clean_relevant_mean = clean.relevant_sum / clean.count;
  }
  if (noisy.count > 0 && knows_relevant) {
    snapshot.noisy_relevant_min = noisy.relevant_min;
    snapshot.noisy_relevant_max = noisy.relevant_max;
    snapshot.noisy_relevant_mean = noisy.relevant_sum / noisy.count;
  }
  snapshot.lambda_plus = figures.lambda_plus;
  snapshot.lambda_minus = figures.lambda_minus;
  snapshot.query_norm2 = figures.query_norm2;
  return snapshot;
}

Trajectory run_descent(const RunSettings& settings, DescentDynamics& dynamics,
                       const RunWatch& run_watch, const RunState& state) {
  const std::int64_t record_every = settings.record_every();
  Trajectory trajectory;
  StoppingTimeWatch watch;
  std::int64_t tau = 0;
  const auto keep = [&](StateArchive archive) {
    archive(tau);
    watch.keep(archive);
    dynamics.keep(archive);
  };
  if (state.from != nullptr) keep(StateArchive(*state.from));
  const std::int64_t first = tau;
  const std::int64_t last = first + static_cast<std::int64_t>(settings.parameters.steps);
  for (;; ++tau) {
    const auto step = static_cast<double>(tau);
    require_finite(settings, dynamics, tau);
    watch.observe(step, dynamics.levels());
    const bool is_last = run_watch.ends_at(step) || tau == last;
    if (tau % record_every == 0 || tau == first || is_last) {
      trajectory.snapshots.push_back(
          snapshot_of_training(step, dynamics.labels(), dynamics.figures()));
      dynamics.record();
      if (state.attention != nullptr) append(dynamics.softmax(), *state.attention);
    }
    if (is_last) break;
    dynamics.step();
  }
  if (state.to != nullptr) keep(StateArchive(*state.to));
  if (state.arrays != nullptr) *state.arrays = dynamics.arrays();
  const std::vector<TestStatistics> tests = dynamics.test_statistics();
  for (std::size_t r = 0; r < tests.size(); ++r) trajectory.snapshots[r].test = tests[r];
  trajectory.stopping_times = watch.times();
  return trajectory;
}

}  // namespace benignity
