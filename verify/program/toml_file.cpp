#include "verify/program/toml_file.hpp"

#include <algorithm>
#include <filesystem>
#include <sstream>
#include <system_error>

#include <fmt/core.h>
#include <toml++/toml.h>

#include "theory/invalid_input.hpp"
#include "theory/setting/setting_key.hpp"

namespace benignity {
namespace {

TomlValue plain_value(const toml::node& node);

/// toml++ sorts a table by name, and a sweep's keys vary in the order in which they are written.
TomlValue plain_table(const toml::table& table) {
  std::vector<std::pair<toml::source_position, TomlValue>> places;
  for (const auto& [key, node] : table) {
    TomlValue child = plain_value(node);
    child.key = std::string(key.str());
    places.emplace_back(key.source().begin, std::move(child));
  }
  std::sort(places.begin(), places.end(),
            [](const auto& a, const auto& b) { return a.first < b.first; });
  TomlValue plain;
  for (auto& place : places) plain.children.push_back(std::move(place.second));
  return plain;
}

TomlValue plain_list(const toml::array& list) {
  TomlValue plain;
  plain.kind = TomlValue::Kind::list;
  for (const toml::node& node : list) plain.children.push_back(plain_value(node));
  return plain;
}

TomlValue plain_leaf(TomlValue::Kind kind, std::string text, double number = 0) {
  TomlValue plain;
  plain.kind = kind;
  plain.text = std::move(text);
  plain.number = number;
  return plain;
}

TomlValue plain_value(const toml::node& node) {
  using Kind = TomlValue::Kind;
  if (const auto* table = node.as_table()) return plain_table(*table);
  if (const auto* list = node.as_array()) return plain_list(*list);
  if (const auto* text = node.as_string()) return plain_leaf(Kind::word, text->get());
  if (const auto* whole = node.as_integer()) {
    return plain_leaf(Kind::number, fmt::format("{}", whole->get()),
                      static_cast<double>(whole->get()));
  }
  if (const auto* real = node.as_floating_point()) {
    return plain_leaf(Kind::number, fmt::format("{}", real->get()), real->get());
  }
  if (const auto* truth = node.as_boolean()) {
    return plain_leaf(Kind::truth, truth->get() ? "true" : "false");
  }
  return plain_leaf(Kind::date, {});
}

}  // namespace

const TomlValue* TomlValue::find(std::string_view child) const {
  const auto found = std::find_if(children.begin(), children.end(),
                                  [&](const TomlValue& each) { return each.key == child; });
  return found == children.end() ? nullptr : &*found;
}

void TomlValue::erase(std::string_view child) {
  std::erase_if(children, [&](const TomlValue& each) { return each.key == child; });
}

TomlValue read_toml_file(const std::string& option, const std::string& path) {
  std::error_code error_code;
  if (std::filesystem::is_directory(path, error_code)) {
    throw InvalidInput(option, path, "a readable TOML file (it is a folder)");
  }
  try {
    return plain_table(toml::parse_file(path));
  } catch (const toml::parse_error& error) {
    std::ostringstream reason;
    reason << "a readable TOML file (" << error.description();
    if (error.source().begin.line > 0) reason << ", line " << error.source().begin.line;
    reason << ")";
    throw InvalidInput(option, path, reason.str());
  }
}

std::optional<std::vector<std::string>> word_list(const std::string& text) {
  try {
    const TomlValue table = plain_table(toml::parse("list = " + text));
    const TomlValue& list = table.children.front();
    if (table.children.size() != 1 || list.kind != TomlValue::Kind::list) return std::nullopt;
    std::vector<std::string> words;
    for (const TomlValue& word : list.children) {
      if (word.kind != TomlValue::Kind::word) return std::nullopt;
      words.push_back(word.text);
    }
    return words;
  } catch (const toml::parse_error&) {
    return std::nullopt;
  }
}

KeyText key_text(const std::string& key, const TomlValue& value) {
  using Kind = TomlValue::Kind;
  if (value.kind == Kind::word) return {key, value.text, Quotes::present};
  if (value.kind == Kind::number || value.kind == Kind::truth) return {key, value.text};
  const bool is_word_list =
      value.kind == Kind::list &&
      std::all_of(value.children.begin(), value.children.end(),
                  [](const TomlValue& word) { return word.kind == Kind::word; });
  if (is_word_list) {
    std::vector<std::string> words;
    for (const TomlValue& word : value.children) words.push_back(word.text);
    return {key, text(SettingValue(std::move(words)))};
  }
  throw InvalidInput(key, "a table, list or date", "a number or a word");
}

}  // namespace benignity
