#pragma once

#include <cstdint>
#include <optional>
#include <vector>

namespace benignity {

/// A mean over independent fresh samples with its standard error.
struct Estimate {
  double mean = 0;
  double standard_error = 0;
};

/// What the present parameters do on fresh samples with clean labels.
struct TestStatistics {
  Estimate loss;      ///< log(1 + e^{-Y* f})
  Estimate accuracy;  ///< share with Y* f > 0
  Estimate relevant;  ///< softmax probability of x_1
  Estimate selected;  ///< share with s_1 >= selection_threshold
};

/// One recorded time. Softmax figures are absent where no sample of that kind exists.
struct Snapshot {
  double step = 0;  ///< tau, gradient-descent steps
  double train_loss = 0;
  double train_accuracy = 0;           ///< share of samples with Y f > 0
  std::optional<double> clean_fitted;  ///< share of clean samples with Y f > 0
  std::optional<double> noisy_fitted;  ///< share of noisy samples with Y f > 0
  std::optional<double> clean_relevant_min;
  std::optional<double> clean_relevant_mean;
  std::optional<double> noisy_relevant_min;
  std::optional<double> noisy_relevant_max;
  std::optional<double> noisy_relevant_mean;
  double lambda_plus = 0;   ///< logit of mu_+1
  double lambda_minus = 0;  ///< logit of mu_-1
  double query_norm2 = 0;   ///< |p|^2
  TestStatistics test;
};

/// First times in steps; absent where the event did not happen.
struct StoppingTimes {
  std::optional<double> fit_all;       ///< all Y f > 0 after at least one was not
  std::optional<double> select_clean;  ///< all clean samples have s_1 >= selection_threshold
  std::optional<double> select_noisy;  ///< all noisy samples have s_1 >= selection_threshold
  std::optional<double> exit_noisy;    ///< first noisy sample below it after select_noisy
  std::optional<double> generalize;    ///< min(lambda_+, lambda_-) >= target_gap
};

/// Largest departures of a flow from what it conserves, over its recorded times; rounding and the
/// integrator's error, nothing else. [derived] theory/README.md (6.2)
struct ConservedDrift {
  double trace_balance = 0;               ///< relative, of tr(K^-1 H) - q
  double squared_balance = 0;             ///< relative, of tr((K^-1 H)^2) - 2 a^T K^-1 a + q^2
  std::optional<double> log_determinant;  ///< of log det Gamma; absent at p0 = 0, where det is 0
  double loss_rise = 0;  ///< largest rise of the training loss above its lowest value, any step
};

/// One run, whatever engine and scalar made it.
struct Trajectory {
  std::vector<Snapshot> snapshots;  ///< tau = 0, multiples of record_every, the last step
  StoppingTimes stopping_times;
  std::optional<ConservedDrift> conserved_drift;  ///< of the flow
  std::optional<std::int64_t> evaluations;        ///< of the right side, by the flow
  std::optional<Snapshot> second_order;  ///< the mean field's last step with H and q growing

  [[nodiscard]] const Snapshot& initial() const { return snapshots.front(); }
  [[nodiscard]] const Snapshot& final() const { return snapshots.back(); }
};

}  // namespace benignity
