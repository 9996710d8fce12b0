#pragma once

#include <vector>

#include "theory/setting/parameters.hpp"
#include "verify/result/figure.hpp"
#include "verify/statistics/exchangeable_envelope.hpp"

namespace benignity {

/// Runs at one of the paper's settings. A curve is the mean s_1 of clean samples at every moment,
/// then of noisy ones.
struct DrawnSetting {
  Parameters parameters;
  std::vector<double> moments;       ///< [steps]
  Curves sampled;                    ///< a band; not empty
  std::vector<double> explicit_run;  ///< a line, of explicit tokens
};

/// A panel a setting, with the mean field in which H and q grow, (7b.8).
[[nodiscard]] Figure published_dynamics_figure(const std::vector<DrawnSetting>& settings);

}  // namespace benignity
