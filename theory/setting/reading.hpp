#pragma once

#include <optional>

namespace benignity {

/// What a run or a prediction is asked: the levels that its statements and events compare with.
struct Reading {
  double failure_probability = 0.05;        ///< delta in (0, 1)
  std::optional<double> chosen_target_gap;  ///< lambda* > 0
  double selection_threshold = 0.5;         ///< in (0, 1)
};

}  // namespace benignity
