#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "sim/trajectory/settings.hpp"
#include "theory/prediction.hpp"

namespace benignity {

/// The margins that speak of this run: the flow has no step whose size could be too large.
[[nodiscard]] std::vector<Margin> margins_of_run(const RunSettings& settings,
                                                 const Prediction& prediction);

/// "found", "never", "no_noisy_samples", "outside_solved_range".
[[nodiscard]] std::string_view name(CriticalKappaStatus status);

/// Why there is no log_time_slope; "" where there is one.
[[nodiscard]] std::string log_time_slope_reason(const Prediction& prediction);

/// What `benignity predict` prints, for a reader.
[[nodiscard]] std::string prediction_text(const RunSettings& settings,
                                          const Prediction& prediction);

}  // namespace benignity
