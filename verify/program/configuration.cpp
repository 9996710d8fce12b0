#include "verify/program/configuration.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "theory/invalid_input.hpp"
#include "verify/experiments/setting_keys.hpp"
#include "verify/program/toml_file.hpp"

namespace benignity {
namespace {

constexpr double largest_whole = 1e18;

/// "1e12" as a double that is whole; nothing for any other text or beyond 10^18.
std::optional<double> whole_real(const std::string& text) {
  double value = 0;
  const char* const end = text.data() + text.size();
  const auto [stopped, error] = std::from_chars(text.data(), end, value);
  const bool is_number = error == std::errc{} && stopped == end;
  if (!is_number || !(std::abs(value) <= largest_whole) || value != std::floor(value)) return {};
  return value;
}

std::string shown(const std::string& text) { return text.empty() ? "\"\"" : text; }

/// Reads a value as the type of its key.
struct WrittenValue : KeyText {
  [[noreturn]] void refuse(const std::string& requirement) const {
    throw InvalidInput(key, shown(text), requirement);
  }

  void require_unquoted() const {
    if (quotes == Quotes::present) {
      throw InvalidInput(key, "\"" + text + "\"", "a number, without quotes");
    }
  }

  [[nodiscard]] double real() const {
    require_unquoted();
    double value = 0;
    const char* const end = text.data() + text.size();
    const auto [stopped, error] = std::from_chars(text.data(), end, value);
    if (error == std::errc::result_out_of_range && stopped == end) {
      refuse("a number in the range of double");
    }
    if (error != std::errc{} || stopped != end) refuse("a number");
    if (!std::isfinite(value)) refuse("a finite number");
    return value;
  }

  [[nodiscard]] std::int64_t whole() const {
    require_unquoted();
    std::int64_t value = 0;
    const char* const end = text.data() + text.size();
    const auto [stopped, error] = std::from_chars(text.data(), end, value);
    if (error == std::errc{} && stopped == end) return value;
    const std::optional<double> real_value = whole_real(text);
    if (!real_value) refuse("a whole number of at most 10^18");
    return static_cast<std::int64_t>(*real_value);
  }

  [[nodiscard]] std::string one_of(const std::vector<std::string_view>& words) const {
    std::string known;
    for (const std::string_view word : words) {
      if (word == text) return text;
      known += (known.empty() ? "" : ", ") + std::string(word);
    }
    refuse("one of " + known);
  }

  /// ["query", "weights"], each word once.
  [[nodiscard]] std::vector<std::string> list_of(const std::vector<std::string_view>& words) const {
    std::string requirement = "a list out of ";
    for (const std::string_view word : words) {
      requirement += (word == words.front() ? "\"" : ", \"") + std::string(word) + "\"";
    }
    requirement += ", each once, as [\"" + std::string(words.front()) + "\"]";
    const std::optional<std::vector<std::string>> list = word_list(text);
    if (!list || quotes == Quotes::present) refuse(requirement);
    for (const std::string& word : *list) {
      const bool is_known = std::find(words.begin(), words.end(), word) != words.end();
      if (!is_known || std::count(list->begin(), list->end(), word) > 1) refuse(requirement);
    }
    return *list;
  }

  [[nodiscard]] SettingValue as(const Key<RunSettings>& type) const {
    switch (type.kind) {
      case ValueKind::whole:
        return whole();
      case ValueKind::natural:
        require_unquoted();
        return whole_number(key, text, {});
      case ValueKind::real:
        return real();
      case ValueKind::word:
        return type.words.empty() ? text : one_of(type.words);
      case ValueKind::words:
        return list_of(type.words);
    }
    return {};
  }
};

}  // namespace

void SettingsDraft::assign(const KeyText& written) {
  const WrittenValue value{written};
  const Key<Parameters>* const ratio = find_signal_key(written.key);
  if (ratio != nullptr || written.key == "signal_norm") {
    if (!signal_key_.empty() && signal_key_ != written.key) {
      value.refuse("the only one of kappa, snr and signal_norm (" + signal_key_ + " is given too)");
    }
    signal_key_ = written.key;
    by_ratio_.reset();
  }
  if (ratio != nullptr) {
    ratio->range.require(ratio->name, value.real());
    by_ratio_ = written;
    chosen_.insert(ratio->name);
    return;
  }
  const Key<RunSettings>* const key = find_setting_key(written.key);
  if (key == nullptr || !key->set) value.refuse("one of the known keys: " + known_setting_keys());
  key->set(settings_, value.as(*key));
  chosen_.insert(key->name);
}

RunSettings SettingsDraft::resolved() const {
  RunSettings settings = settings_;
  if (by_ratio_) {
    find_signal_key(by_ratio_->key)->set(settings.parameters, WrittenValue{*by_ratio_}.real());
  }
  take_from_data(settings, chosen_);
  return settings;
}

KeyText parse_assignment(const std::string& assignment) {
  const std::size_t equals = assignment.find('=');
  if (equals == std::string::npos || equals == 0) {
    throw InvalidInput("set", "\"" + assignment + "\"", "of the form key=value");
  }
  return {assignment.substr(0, equals), assignment.substr(equals + 1)};
}

RunSettings read_settings(const ConfigurationSources& sources) {
  SettingsDraft draft;
  for (const std::string& assignment : sources.base) draft.assign(parse_assignment(assignment));
  draft.begin_next_source();
  if (sources.file) {
    for (const TomlValue& value : read_toml_file("config", *sources.file).children) {
      draft.assign(key_text(value.key, value));
    }
  }
  draft.begin_next_source();
  for (const std::string& assignment : sources.assignments) {
    draft.assign(parse_assignment(assignment));
  }
  return draft.resolved();
}

std::uint64_t whole_number(const std::string& key, const std::string& text,
                           const WholeRange& range) {
  std::uint64_t value = 0;
  const char* const end = text.data() + text.size();
  const auto [stopped, error] = std::from_chars(text.data(), end, value);
  bool is_whole = error == std::errc{} && stopped == end;
  if (const std::optional<double> real = whole_real(text); !is_whole && real && *real >= 0) {
    value = static_cast<std::uint64_t>(*real);
    is_whole = true;
  }
  if (!is_whole || value < range.least || value > range.most) {
    const bool is_unlimited = range.most == std::numeric_limits<std::uint64_t>::max();
    throw InvalidInput(key, shown(text),
                       "a whole number from " + std::to_string(range.least) + " to " +
                           (is_unlimited ? "2^64 - 1" : std::to_string(range.most)));
  }
  return value;
}

}  // namespace benignity
