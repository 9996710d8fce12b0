#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "sim/trajectory/settings.hpp"

namespace benignity {

/// Where settings come from: a TOML file of keys at top level, then `key=value` texts, later ones
/// first in rank. Every key of setting_keys() is known; a value has the key's type (in TOML, words
/// are quoted and numbers are not), whole numbers may be written 1e12.
struct ConfigurationSources {
  std::optional<std::string> file;
  std::vector<std::string> assignments;
};

/// Throws InvalidInput for an unreadable or malformed file, an assignment without "=", an unknown
/// key, a value of the wrong type or outside the range of its type. Ranges of the model are
/// validate()'s.
[[nodiscard]] RunSettings read_settings(const ConfigurationSources& sources);

enum class Quotes { absent, present };

/// A value as written, before its key has given it a type.
struct KeyText {
  std::string key;
  std::string text;
  Quotes quotes = Quotes::absent;
};

/// Gives the key its value; throws InvalidInput as read_settings() does.
void assign(RunSettings& settings, const KeyText& value);

/// "key=value"; throws InvalidInput without "=" or key.
[[nodiscard]] KeyText parse_assignment(const std::string& assignment);

struct WholeRange {
  std::uint64_t least = 0;
  std::uint64_t most = std::numeric_limits<std::uint64_t>::max();
};

/// "123" or "1e3" as a whole number in the range; throws InvalidInput that names `key` otherwise.
[[nodiscard]] std::uint64_t whole_number(const std::string& key, const std::string& text,
                                         const WholeRange& range);

}  // namespace benignity
