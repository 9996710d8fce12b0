#include "verify/program/configuration.hpp"

#include <charconv>
#include <cmath>
#include <functional>

#include "theory/invalid_input.hpp"
#include "verify/experiments/setting_texts.hpp"
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
struct Value : KeyText {
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

  [[nodiscard]] std::uint64_t unsigned_whole() const {
    require_unquoted();
    return whole_number(key, text, {});
  }

  template <class Choice>
  [[nodiscard]] Choice one_of(const std::vector<Choice>& choices,
                              std::string_view (*choice_name)(Choice)) const {
    std::string known;
    for (const Choice choice : choices) {
      if (choice_name(choice) == text) return choice;
      known += (known.empty() ? "" : ", ") + std::string(choice_name(choice));
    }
    refuse("one of " + known);
  }
};

struct Key {
  const char* name;
  std::function<void(RunSettings&, const Value&)> set;
};

const std::vector<Key>& known_keys() {
  static const std::vector<Key> keys = {
      {"samples", [](auto& s, auto& v) { s.parameters.samples = v.whole(); }},
      {"tokens", [](auto& s, auto& v) { s.parameters.tokens = v.whole(); }},
      {"dimension", [](auto& s, auto& v) { s.parameters.dimension = v.whole(); }},
      {"signal_norm", [](auto& s, auto& v) { s.parameters.signal_norm = v.real(); }},
      {"noise_std", [](auto& s, auto& v) { s.parameters.noise_std = v.real(); }},
      {"weak_signal", [](auto& s, auto& v) { s.parameters.weak_signal = v.real(); }},
      {"label_noise", [](auto& s, auto& v) { s.parameters.label_noise = v.real(); }},
      {"label_noise_kind",
       [](auto& s, auto& v) {
         s.parameters.label_noise_kind = v.template one_of<LabelNoiseKind>(
             {LabelNoiseKind::fixed, LabelNoiseKind::bernoulli}, name);
       }},
      {"confusing_tokens", [](auto& s, auto& v) { s.parameters.confusing_tokens = v.whole(); }},
      {"aligned_tokens", [](auto& s, auto& v) { s.parameters.chosen_aligned_tokens = v.whole(); }},
      {"head_norm", [](auto& s, auto& v) { s.parameters.chosen_head_norm = v.real(); }},
      {"step_size", [](auto& s, auto& v) { s.parameters.step_size = v.real(); }},
      {"steps", [](auto& s, auto& v) { s.parameters.steps = v.real(); }},
      {"init_weight_std", [](auto& s, auto& v) { s.parameters.chosen_init_weight_std = v.real(); }},
      {"init_query_std", [](auto& s, auto& v) { s.parameters.init_query_std = v.real(); }},
      {"init_weight_law",
       [](auto& s, auto& v) {
         s.parameters.init_weight_law = v.template one_of<InitWeightLaw>(
             {InitWeightLaw::gaussian, InitWeightLaw::uniform}, name);
       }},
      {"failure_probability",
       [](auto& s, auto& v) { s.parameters.failure_probability = v.real(); }},
      {"target_gap", [](auto& s, auto& v) { s.parameters.chosen_target_gap = v.real(); }},
      {"selection_threshold",
       [](auto& s, auto& v) { s.parameters.selection_threshold = v.real(); }},
      {"engine",
       [](auto& s, auto& v) {
         s.engine = v.template one_of<Engine>(
             {Engine::sampled, Engine::gram, Engine::dense, Engine::flow, Engine::mean_field},
             name);
       }},
      {"precision",
       [](auto& s, auto& v) {
         s.precision = v.template one_of<Precision>(
             {Precision::float64, Precision::float32, Precision::long_double, Precision::digits50,
              Precision::digits100},
             name);
       }},
      {"seed", [](auto& s, auto& v) { s.seed = v.unsigned_whole(); }},
      {"test_samples", [](auto& s, auto& v) { s.test_samples = v.whole(); }},
      {"record_every", [](auto& s, auto& v) { s.chosen_record_every = v.whole(); }},
  };
  return keys;
}

}  // namespace

void assign(RunSettings& settings, const KeyText& written) {
  const Value value{written};
  std::string known;
  for (const Key& key : known_keys()) {
    if (value.key == key.name) {
      key.set(settings, value);
      return;
    }
    known += (known.empty() ? "" : ", ") + std::string(key.name);
  }
  value.refuse("one of the known keys: " + known);
}

KeyText parse_assignment(const std::string& assignment) {
  const std::size_t equals = assignment.find('=');
  if (equals == std::string::npos || equals == 0) {
    throw InvalidInput("set", "\"" + assignment + "\"", "of the form key=value");
  }
  return {assignment.substr(0, equals), assignment.substr(equals + 1)};
}

RunSettings read_settings(const ConfigurationSources& sources) {
  RunSettings settings;
  if (sources.file) {
    for (const auto& [key, node] : read_toml_file("config", *sources.file)) {
      assign(settings, key_text(std::string(key.str()), node));
    }
  }
  for (const std::string& assignment : sources.assignments) {
    assign(settings, parse_assignment(assignment));
  }
  return settings;
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
