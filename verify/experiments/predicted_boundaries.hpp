#pragma once

#include <string>
#include <vector>

#include "sim/trajectory/settings.hpp"

namespace benignity {

/// A line that theory draws through a phase diagram: where `excess` changes sign.
struct PredictedBoundary {
  std::string label;
  /// One value a cell, log of a quantity over its threshold; NaN where there is no threshold.
  std::vector<double> excess;
};

/// kappa over kappa* of theory/README.md (7.9), and |mu| over the least |mu| at which, on fresh
/// data, uniform attention errs with at most failure_probability despite head noise (11.7), and the
/// trained one does so despite memorisation (11.13).
[[nodiscard]] std::vector<PredictedBoundary> predicted_boundaries(
    const std::vector<RunSettings>& cells);

}  // namespace benignity
