#include "verify/claims/query_only/watched_run.hpp"

#include <algorithm>
#include <cstdint>

#include "sim/trajectory/dynamics.hpp"

namespace benignity {

WatchedRun watched_run(const RunSettings& run, double noisy_factor) {
  const auto dynamics = heads_in<Precision::float64>(run);
  const Labels& labels = dynamics->labels();
  WatchedRun watched;
  TrainingFigures figures = dynamics->figures();
  const double start_plus = figures.lambda_plus;
  const double start_minus = figures.lambda_minus;
  const auto steps = static_cast<std::int64_t>(run.parameters.steps);
  for (std::int64_t step = 0; step < steps; ++step) {
    for (std::size_t i = 0; i < figures.margins.size(); ++i) {
      watched.cumulated.add(labels.truth[i], !labels.is_noisy(i), figures.margins[i],
                            figures.relevant[i]);
    }
    dynamics->step();
    figures = dynamics->figures();
  }
  for (double& noisy : watched.cumulated.noisy) noisy *= noisy_factor;
  watched.lambda_plus = figures.lambda_plus - start_plus;
  watched.lambda_minus = figures.lambda_minus - start_minus;
  const auto fitted = std::count(figures.fitted.begin(), figures.fitted.end(), true);
  watched.fitted = static_cast<double>(fitted) / static_cast<double>(figures.fitted.size());
  dynamics->record();
  watched.test_error = 1 - dynamics->test_statistics().back().accuracy.mean;
  return watched;
}

}  // namespace benignity
