#pragma once

#include <string>
#include <vector>

#include "sim/trajectory/settings.hpp"
#include "theory/prediction.hpp"

namespace benignity {

/// The margins that speak of this run: the flow has no step whose size could be too large.
[[nodiscard]] std::vector<Margin> margins_of_run(const RunSettings& settings,
                                                 const Prediction& prediction);

/// What `benignity predict` prints, for a reader.
[[nodiscard]] std::string prediction_text(const RunSettings& settings,
                                          const Prediction& prediction);

}  // namespace benignity
