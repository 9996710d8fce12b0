#pragma once

#include <optional>

#include <nlohmann/json_fwd.hpp>

#include "theory/label_flips.hpp"
#include "theory/setting/parameters.hpp"

namespace benignity {

/// Adds flipped_labels, effective_label_noise, flipped_plus and flipped_minus to a document; null
/// where no flips are known.
void add_flips(nlohmann::ordered_json& document, const Parameters& parameters,
               const std::optional<LabelFlips>& flips);

}  // namespace benignity
