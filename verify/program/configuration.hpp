#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "sim/trajectory/data_settings.hpp"
#include "sim/trajectory/settings.hpp"

namespace benignity {

/// Where settings come from: a base, a TOML file of keys at top level, then `key=value` texts,
/// later ones first in rank. Every key of setting_keys() is known; a value has the key's type (in
/// TOML, words are quoted and numbers are not; a list of words is TOML's in either place), whole
/// numbers may be written 1e12.
struct ConfigurationSources {
  std::vector<std::string> base{};  ///< assignments that come before the file
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

/// Settings while their keys are read. kappa and snr give signal_norm, from the samples, the
/// dimension and the token noise that the other keys leave, and given data say what nobody chose,
/// so that both wait for resolved().
class SettingsDraft {
 public:
  SettingsDraft() = default;
  explicit SettingsDraft(const RunSettings& settings) : settings_(settings) {}

  /// Gives the key its value. Throws InvalidInput as read_settings() does, and where this source
  /// gives another one of kappa, snr and signal_norm too.
  void assign(const KeyText& value);

  /// What is assigned from now on wins over what was: its kappa, snr or signal_norm replaces the
  /// one before.
  void begin_next_source() { signal_key_.clear(); }

  [[nodiscard]] RunSettings resolved() const;

 private:
  RunSettings settings_;
  ChosenKeys chosen_;
  std::string signal_key_;           ///< which of the three this source gives; "" for none
  std::optional<KeyText> by_ratio_;  ///< kappa or snr, where one stands for signal_norm
};

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
