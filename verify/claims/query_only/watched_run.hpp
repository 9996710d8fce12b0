#pragma once

#include "sim/trajectory/settings.hpp"
#include "theory/query_only/class_signal.hpp"
#include "verify/claims/claim.hpp"

namespace benignity {

/// A run of the sampled engine, watched at each of its steps.
struct WatchedRun {
  CumulatedSelection cumulated;
  double lambda_plus = 0;  ///< moved since tau = 0
  double lambda_minus = 0;
  double fitted = 0;      ///< share of labels, at the end
  double test_error = 0;  ///< on fresh data, at the end
};

/// `noisy_factor` multiplies what noisy samples add: 1, but in a control.
[[nodiscard]] WatchedRun watched_run(const RunSettings& run, double noisy_factor);

}  // namespace benignity
