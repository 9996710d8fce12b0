#pragma once

#include <vector>

#include "sim/trajectory/settings.hpp"

namespace benignity {

/// Times in steps at which engines with continuous time record, the first 0, the last
/// settings.parameters.steps: multiples of the chosen record_every; otherwise 24 times in constant
/// ratio from `first` on, the time in which the fastest logit moves by about 1/100.
[[nodiscard]] std::vector<double> continuous_record_times(const RunSettings& settings,
                                                          double first);

}  // namespace benignity
