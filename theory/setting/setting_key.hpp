#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

namespace benignity {

/// The value of a key: a whole number, a natural one (a seed, to 2^64 - 1), a real one, a word or a
/// list of words; nothing where the run chooses for itself.
using SettingValue = std::variant<std::monostate, std::int64_t, std::uint64_t, double, std::string,
                                  std::vector<std::string>>;

/// As its user might have written it; of a number the shortest text that reads back, of nothing "",
/// of a list TOML's ["query", "weights"].
[[nodiscard]] std::string text(const SettingValue& value);

enum class ValueKind { whole, natural, real, word, words };

/// The numbers that a key takes on its own. What several keys must be together is validate()'s.
struct ValueRange {
  enum class Kind {
    any,
    count,              ///< whole, from `least` to 10^18
    magnitude,          ///< in [1e-60, 1e60], which keeps every formula in the range of double
    zero_or_magnitude,  ///< 0 too
    unit,               ///< [0, 1]
    positive_unit,      ///< (0, 1]
    unit_below_one,     ///< [0, 1)
    open_unit           ///< (0, 1)
  };
  Kind kind = Kind::any;
  std::int64_t least = 0;

  /// "in [0, 1)", as InvalidInput says it; "" for any.
  [[nodiscard]] std::string requirement() const;

  /// Throws InvalidInput that names `key` where the value lies outside.
  void require(const char* key, const SettingValue& value) const;
};

/// What a key says of itself; one table of them serves parsing, validation, texts, axes and help.
struct KeyDescription {
  const char* name;
  const char* symbol;          ///< in theory/README.md; "" where it has none
  const char* noun;            ///< "signal norm", for an axis and for help
  std::string default_text{};  ///< "1/signal_norm"; "" for that of default settings
  const char* unit = "";       ///< of the axis; "" for a number without one
  const char* note = "";       ///< what else help says
};

/// Whether a report of settings shows a key that stands at its default.
enum class Listing { always, away_from_default };

/// A key of `Settings`. `set` takes the alternative of `kind`; it is empty where the value is shown
/// and no user's to choose.
template <class Settings>
struct Key : KeyDescription {
  ValueKind kind;
  ValueRange range;
  std::vector<std::string_view> words;  ///< that a key of a word or of words takes
  std::function<SettingValue(const Settings&)> get;
  std::function<void(Settings&, const SettingValue&)> set;
  Listing listing = Listing::always;
};

template <class Number>
inline constexpr ValueKind number_kind =
    std::is_same_v<Number, double>         ? ValueKind::real
    : std::is_same_v<Number, std::int64_t> ? ValueKind::whole
                                           : ValueKind::natural;

/// The key of a part, as one of the whole that has the part for a base.
template <class Whole, class Part>
[[nodiscard]] Key<Whole> key_of(const Key<Part>& key) {
  static_assert(std::is_base_of_v<Part, Whole>);
  return {key, key.kind, key.range, key.words, key.get, key.set, key.listing};
}

/// Throws InvalidInput that names the first key whose value lies outside its range.
template <class Settings>
void require_ranges(const std::vector<Key<Settings>>& keys, const Settings& settings) {
  for (const Key<Settings>& key : keys) key.range.require(key.name, key.get(settings));
}

/// The key that is this member of Settings, or of a part of them.
template <class Settings, class Owner, class Number>
[[nodiscard]] Key<Settings> number_key(KeyDescription described, Number Owner::*member,
                                       ValueRange range) {
  return {std::move(described),
          number_kind<Number>,
          range,
          {},
          [member](const Settings& s) { return SettingValue(s.*member); },
          [member](Settings& s, const SettingValue& v) { s.*member = std::get<Number>(v); }};
}

/// The key that sets `chosen`; its value is `resolved`, which knows the default.
template <class Settings, class Owner, class Resolver, class Number>
[[nodiscard]] Key<Settings> chosen_key(KeyDescription described,
                                       std::optional<Number> Owner::*chosen,
                                       Number (Resolver::*resolved)() const, ValueRange range) {
  return {std::move(described),
          number_kind<Number>,
          range,
          {},
          [resolved](const Settings& s) { return SettingValue((s.*resolved)()); },
          [chosen](Settings& s, const SettingValue& v) { s.*chosen = std::get<Number>(v); }};
}

/// The key that is this member, one of `choices` by name.
template <class Settings, class Owner, class Choice>
[[nodiscard]] Key<Settings> word_key(KeyDescription described, Choice Owner::*member,
                                     std::vector<Choice> choices,
                                     std::string_view (*name_of)(Choice)) {
  std::vector<std::string_view> words;
  for (const Choice choice : choices) words.push_back(name_of(choice));
  return {std::move(described),
          ValueKind::word,
          {},
          std::move(words),
          [=](const Settings& s) { return SettingValue(std::string(name_of(s.*member))); },
          [=](Settings& s, const SettingValue& v) {
            for (const Choice choice : choices) {
              if (name_of(choice) == std::get<std::string>(v)) s.*member = choice;
            }
          }};
}

}  // namespace benignity
