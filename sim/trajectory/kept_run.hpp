#pragma once

#include <functional>
#include <vector>

#include "sim/trajectory/named_array.hpp"
#include "sim/trajectory/result.hpp"
#include "sim/trajectory/run_watch.hpp"
#include "sim/trajectory/settings.hpp"

namespace benignity {

/// A run and what can still be asked of it.
struct KeptRun {
  Trajectory trajectory;
  /// Those of the last step (named_array.hpp), made at each call: W of engine gram takes nT d^2
  /// multiplications, more than a thousand steps do. Keeps the run's matrices alive. None where
  /// time is continuous.
  std::function<std::vector<NamedArray>()> arrays;
};

/// simulate(settings, watch), whose dynamics live on. Throws as it does.
[[nodiscard]] KeptRun simulate_and_keep(const RunSettings& settings, const RunWatch& watch = {});

}  // namespace benignity
