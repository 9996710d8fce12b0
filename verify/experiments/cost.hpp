#pragma once

#include <vector>

#include "sim/trajectory/settings.hpp"

namespace benignity {

/// What a sweep will take, before it starts.
struct SweepCost {
  double core_seconds = 0;   ///< of one core of the 2020s, to within a factor of about 3
  double largest_bytes = 0;  ///< of the largest cell, required_bytes()
};

/// By operation counts of the engines, theory/README.md sections 3 to 7, times what one took on
/// the machine this was written on.
[[nodiscard]] SweepCost sweep_cost(const std::vector<RunSettings>& cells);

}  // namespace benignity
