#pragma once

#include <string>

#include <toml++/toml.h>

#include "verify/program/configuration.hpp"

namespace benignity {

/// Throws InvalidInput for an unreadable or malformed file, with the line; `key` is the option that
/// named it.
[[nodiscard]] toml::table read_toml_file(const std::string& key, const std::string& path);

/// A number or a word as it is written; throws InvalidInput for a table, a list or a date.
[[nodiscard]] KeyText key_text(const std::string& key, const toml::node& node);

}  // namespace benignity
