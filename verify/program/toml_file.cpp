#include "verify/program/toml_file.hpp"

#include <filesystem>
#include <sstream>
#include <system_error>

#include <fmt/core.h>

#include "theory/invalid_input.hpp"

namespace benignity {

toml::table read_toml_file(const std::string& key, const std::string& path) {
  std::error_code error_code;
  if (std::filesystem::is_directory(path, error_code)) {
    throw InvalidInput(key, path, "a readable TOML file (it is a folder)");
  }
  try {
    return toml::parse_file(path);
  } catch (const toml::parse_error& error) {
    std::ostringstream reason;
    reason << "a readable TOML file (" << error.description();
    if (error.source().begin.line > 0) reason << ", line " << error.source().begin.line;
    reason << ")";
    throw InvalidInput(key, path, reason.str());
  }
}

KeyText key_text(const std::string& key, const toml::node& node) {
  if (const auto* text = node.as_string()) return {key, text->get(), Quotes::present};
  if (const auto* whole = node.as_integer()) return {key, fmt::format("{}", whole->get())};
  if (const auto* real = node.as_floating_point()) return {key, fmt::format("{}", real->get())};
  if (const auto* truth = node.as_boolean()) return {key, truth->get() ? "true" : "false"};
  throw InvalidInput(key, "a table, list or date", "a number or a word");
}

}  // namespace benignity
