#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sim/trajectory/settings.hpp"

namespace benignity {

/// Where settings come from: a TOML file of keys at top level, then `key=value` texts, later ones
/// first in rank. Every key of shared contract README.md "Keys" is known; a value has the key's
/// type, whole numbers may be written 1e12.
struct ConfigurationSources {
  std::optional<std::string> file;
  std::vector<std::string> assignments;
};

/// Throws InvalidInput for an unreadable or malformed file, an assignment without "=", an unknown
/// key, a value of the wrong type or outside the range of its type. Ranges of the model are
/// validate()'s.
[[nodiscard]] RunSettings read_settings(const ConfigurationSources& sources);

/// "123" as a whole number of at least `minimum`; throws InvalidInput that names `key` otherwise.
[[nodiscard]] std::uint64_t whole_number(const std::string& key, const std::string& text,
                                         std::uint64_t minimum);

}  // namespace benignity
