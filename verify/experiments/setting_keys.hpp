#pragma once

#include <string_view>
#include <vector>

#include "sim/trajectory/settings.hpp"
#include "theory/setting/parameters.hpp"
#include "theory/setting/setting_key.hpp"

namespace benignity {

/// Every key of README.md, in its order: parameter_keys(), then those of a run, `replicate` among
/// them, which a sweep sets and no user does. A new key of a run is one line in setting_keys.cpp.
[[nodiscard]] const std::vector<Key<RunSettings>>& setting_keys();

/// The key of that name; null where there is none.
[[nodiscard]] const Key<RunSettings>* find_setting_key(std::string_view name);

/// "kappa" or "snr", which give signal_norm once every other key is set; null for another name.
[[nodiscard]] const Key<Parameters>* find_signal_key(std::string_view name);

/// The names of the keys that a user may set, "samples, tokens, ...".
[[nodiscard]] std::string known_setting_keys();

/// One line a key that a user may set: name, default, symbol, noun, unit, and what it takes.
[[nodiscard]] std::string setting_keys_help();

}  // namespace benignity
