#pragma once

#include <string>

#include "sim/trajectory/settings.hpp"
#include "theory/prediction.hpp"

namespace benignity {

/// What `benignity predict --json` prints: one document, null for what does not happen or exist.
[[nodiscard]] std::string prediction_json(const RunSettings& settings,
                                          const Prediction& prediction);

}  // namespace benignity
