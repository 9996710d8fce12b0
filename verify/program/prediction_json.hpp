#pragma once

#include <string>

#include "sim/trajectory/settings.hpp"
#include "theory/prediction.hpp"

namespace benignity {

/// What `benignity predict --json` prints: one document, null for what does not happen or exist.
[[nodiscard]] std::string prediction_json(const RunSettings& settings,
                                          const Prediction& prediction);

/// The same document where the mean field is no plain setting's: what the data alone say, null for
/// the rest, and the reason in mean_field_reason.
[[nodiscard]] std::string unpredicted_json(const RunSettings& settings, const NoEquivalent& none);

}  // namespace benignity
