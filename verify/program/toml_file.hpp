#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "verify/program/configuration.hpp"

namespace benignity {

/// A value of a TOML file, free of the library that parsed it.
struct TomlValue {
  enum class Kind { word, number, truth, date, list, table };

  Kind kind = Kind::table;
  std::string key;   ///< in its table; "" in a list
  std::string text;  ///< of a word, a number or a truth, as key=value would have it
  double number = 0;
  std::vector<TomlValue> children;  ///< of a list, or of a table in the order of the file

  /// The child of that key; null where there is none.
  [[nodiscard]] const TomlValue* find(std::string_view child) const;
  /// Takes the child of that key away.
  void erase(std::string_view child);
};

/// The table that a file is. Throws InvalidInput for an unreadable or malformed file, with the
/// line; `option` is the option that named it.
[[nodiscard]] TomlValue read_toml_file(const std::string& option, const std::string& path);

/// The words of a TOML list of strings, ["a", "b"]; nothing for any other text.
[[nodiscard]] std::optional<std::vector<std::string>> word_list(const std::string& text);

/// A number, a word or a list of words as it is written; throws InvalidInput for a table, another
/// list or a date.
[[nodiscard]] KeyText key_text(const std::string& key, const TomlValue& value);

}  // namespace benignity
