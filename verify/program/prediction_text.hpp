#pragma once

#include <string>
#include <vector>

#include "sim/trajectory/settings.hpp"
#include "theory/prediction.hpp"
#include "theory/setting/setting_key.hpp"

namespace benignity {

/// "trained is ["linear_head"]: a trained linear head memorises too, ...".
[[nodiscard]] std::string unpredicted_reason(const NoEquivalent& none);

/// The margins that speak of this run: the flow has no step whose size could be too large.
[[nodiscard]] std::vector<Margin> margins_of_run(const RunSettings& settings,
                                                 const Prediction& prediction);

/// The keys in which the equivalent differs from the setting, with their values there; empty for a
/// plain setting, which is its own.
[[nodiscard]] std::vector<const Key<Parameters>*> equivalent_keys(const Parameters& parameters,
                                                                  const Parameters& plain);

/// What `benignity predict` prints, for a reader. Where the mean field is no plain setting's: what
/// the data alone say, and why.
[[nodiscard]] std::string prediction_text(const RunSettings& settings);

}  // namespace benignity
