#pragma once

#include <string>

#include "sim/trajectory/settings.hpp"

namespace benignity {

/// What `benignity predict --json` prints: one document, null for what does not happen or exist.
/// Where the mean field is no plain setting's it says what the data alone say, null for the rest,
/// and the reason in mean_field_reason.
[[nodiscard]] std::string prediction_json(const RunSettings& settings);

}  // namespace benignity
