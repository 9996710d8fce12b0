#include "verify/experiments/setting_keys.hpp"

#include <algorithm>
#include <string>

#include "sim/data/arrays/data_set.hpp"
#include "theory/setting/parameter_keys.hpp"

namespace benignity {
namespace {

Key<RunSettings> of_a_run(const Key<Parameters>& key) {
  return {key,
          key.kind,
          key.range,
          key.words,
          [&key](const RunSettings& s) { return key.get(s.parameters); },
          [&key](RunSettings& s, const SettingValue& v) { key.set(s.parameters, v); },
          key.listing};
}

/// Nothing where an engine with continuous time chooses its times.
SettingValue record_every_value(const RunSettings& settings) {
  if (settings.has_continuous_time() && !settings.chosen_record_every) return {};
  return settings.record_every();
}

/// What a run on given data needs beside them.
std::vector<Key<RunSettings>> keys_of_given_data() {
  using S = RunSettings;
  Key<S> data{
      {"data", "", "folder of tokens.npy, labels.npy and what else is given", "none"},
      ValueKind::word,
      {},
      {},
      [](const S& s) { return s.data ? SettingValue(s.data->folder) : SettingValue(); },
      [](S& s, const SettingValue& v) { s.data = read_data_set(std::get<std::string>(v)); }};
  Key<S> query_token{
      {"query_token", "q", "token of each sample that is its query", "none", "", "with data"},
      ValueKind::whole,
      {},
      {},
      [](const S& s) { return s.query_token ? SettingValue(*s.query_token) : SettingValue(); },
      [](S& s, const SettingValue& v) { s.query_token = std::get<std::int64_t>(v); }};
  std::vector<Key<S>> keys = {
      std::move(data), std::move(query_token),
      number_key<S>(
          {"head_samples", "", "clean samples set aside for the linear head", {}, "", "with data"},
          &S::head_samples, {ValueRange::Kind::count, 0})};
  for (Key<S>& key : keys) key.listing = Listing::away_from_default;
  return keys;
}

std::vector<Key<RunSettings>> all_keys() {
  using S = RunSettings;
  std::vector<Key<S>> keys;
  for (const Key<Parameters>& key : parameter_keys()) keys.push_back(of_a_run(key));
  // clang-format off
  keys.push_back(word_key<S>({"engine", "", "what computes the run"}, &S::engine, {Engine::sampled, Engine::gram, Engine::dense, Engine::flow, Engine::mean_field, Engine::automatic}, name));
  keys.push_back(word_key<S>({"precision", "", "scalar of the run"}, &S::precision, {Precision::float64, Precision::float32, Precision::long_double, Precision::digits50, Precision::digits100}, name));
  keys.push_back(number_key<S>({"seed", "", "key of the random streams"}, &S::seed, {}));
  keys.push_back(number_key<S>({"replicate", "", "independent draws of one seed"}, &S::replicate, {}));
  keys.push_back(number_key<S>({"test_samples", "", "fresh samples behind test figures"}, &S::test_samples, {}));
  keys.push_back(chosen_key<S>({"record_every", "", "steps between recorded times", "steps/20; flow, mean_field: 24 times in constant ratio"}, &S::chosen_record_every, &S::record_every, {}));
  // clang-format on
  for (Key<S>& key : keys_of_given_data()) keys.push_back(std::move(key));
  for (Key<S>& key : keys) {
    if (std::string_view(key.name) == "replicate") key.set = nullptr;
    if (std::string_view(key.name) == "record_every") key.get = record_every_value;
  }
  return keys;
}

/// "fixed | bernoulli", "a number between 1e-60 and 1e60".
std::string taken_by(const Key<RunSettings>& key) {
  std::string words;
  for (const std::string_view word : key.words) {
    words += (words.empty() ? "" : " | ") + std::string(word);
  }
  if (key.kind == ValueKind::words) return "a list [\"...\"] out of " + words;
  if (!words.empty()) return words;
  if (key.kind == ValueKind::word) return "a folder";
  if (std::string range = key.range.requirement(); !range.empty()) return range;
  return key.kind == ValueKind::real ? "a number" : "a whole number";
}

std::string help_line(const Key<RunSettings>& key) {
  constexpr std::size_t name_columns = 23;
  std::string line = std::string("  ") + key.name;
  line.resize(std::max(line.size() + 1, name_columns), ' ');
  if (*key.symbol != '\0') line += key.symbol + std::string(", ");
  line += key.noun;
  if (*key.unit != '\0') line += std::string(" [") + key.unit + "]";
  line += "; " + taken_by(key);
  if (*key.note != '\0') line += std::string(" (") + key.note + ")";
  const std::string standard =
      key.default_text.empty() ? text(key.get(RunSettings())) : key.default_text;
  return line + "; default " + standard + "\n";
}

}  // namespace

const std::vector<Key<RunSettings>>& setting_keys() {
  static const std::vector<Key<RunSettings>> keys = all_keys();
  return keys;
}

const Key<RunSettings>* find_setting_key(std::string_view name) {
  const auto& keys = setting_keys();
  const auto found =
      std::find_if(keys.begin(), keys.end(), [&](const auto& key) { return key.name == name; });
  return found == keys.end() ? nullptr : &*found;
}

const Key<Parameters>* find_signal_key(std::string_view name) {
  const auto& keys = signal_keys();
  const auto found =
      std::find_if(keys.begin(), keys.end(), [&](const auto& key) { return key.name == name; });
  return found == keys.end() ? nullptr : &*found;
}

std::string known_setting_keys() {
  std::string known;
  for (const Key<RunSettings>& key : setting_keys()) {
    if (key.set) known += (known.empty() ? "" : ", ") + std::string(key.name);
  }
  for (const Key<Parameters>& key : signal_keys()) known += std::string(", ") + key.name;
  return known;
}

std::string setting_keys_help() {
  std::string help;
  for (const Key<RunSettings>& key : setting_keys()) {
    if (key.set) help += help_line(key);
  }
  for (const Key<Parameters>& key : signal_keys()) help += help_line(of_a_run(key));
  help += "At most one of kappa, snr and signal_norm.\n";
  return help;
}

}  // namespace benignity
