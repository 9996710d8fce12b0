#include "verify/figures/setting_line.hpp"

#include <array>
#include <string_view>

#include <fmt/core.h>

#include "theory/setting/parameter_keys.hpp"

namespace benignity {
namespace {

/// The theorem's quantities, in the order of its statement. Steps are an axis or a claim's own.
constexpr std::array<std::string_view, 9> of_the_theorem = {
    "samples",   "tokens",      "dimension",   "signal_norm", "kappa",
    "noise_std", "weak_signal", "label_noise", "step_size"};

const Key<Parameters>& key_named(std::string_view name) {
  for (const auto* keys : {&parameter_keys(), &signal_keys()}) {
    for (const Key<Parameters>& key : *keys) {
      if (key.name == name) return key;
    }
  }
  return parameter_keys().front();
}

/// "2000", "0.005", "1e10".
std::string short_text(const SettingValue& value) {
  const auto* const real = std::get_if<double>(&value);
  const auto* const whole = std::get_if<std::int64_t>(&value);
  if (real == nullptr && whole == nullptr) return text(value);
  if (whole != nullptr && *whole < 1'000'000) return fmt::format("{}", *whole);
  std::string number = fmt::format("{:.5g}", real != nullptr ? *real : static_cast<double>(*whole));
  const std::size_t sign = number.find("e+");
  if (sign != std::string::npos) number.erase(sign + 1, number[sign + 2] == '0' ? 2 : 1);
  return number;
}

}  // namespace

bool departs_from_default(const Key<Parameters>& key, const Parameters& parameters) {
  if (key.listing == Listing::always) return false;
  Parameters theorem;
  static_cast<TokenLaw&>(theorem) = parameters;
  theorem.classes = TokenLaw().classes;
  theorem.step_size = parameters.step_size;
  return key.get(parameters) != key.get(theorem);
}

SettingLine::SettingLine(const std::vector<Parameters>& runs) {
  for (const Parameters& run : runs) add(run);
}

void SettingLine::add(const Parameters& run) {
  for (const std::string_view name : of_the_theorem) {
    const Key<Parameters>& key = key_named(name);
    values_[key.name].insert(short_text(key.get(run)));
  }
  for (const Key<Parameters>& key : parameter_keys()) {
    if (key.listing == Listing::always) continue;
    values_[key.name].insert(short_text(key.get(run)));
    if (departs_from_default(key, run)) departing_.insert(key.name);
  }
}

std::string SettingLine::text() const {
  std::vector<std::string> names(of_the_theorem.begin(), of_the_theorem.end());
  for (const Key<Parameters>& key : parameter_keys()) {
    if (departing_.contains(key.name)) names.emplace_back(key.name);
  }
  std::string line;
  for (const std::string& name : names) {
    const auto found = values_.find(name);
    if (found == values_.end() || found->second.size() != 1) continue;
    const Key<Parameters>& key = key_named(name);
    const std::string_view symbol = *key.symbol == '\0' ? key.name : key.symbol;
    line += fmt::format("{}{} = {}", line.empty() ? "" : ", ", symbol, *found->second.begin());
  }
  return line;
}

}  // namespace benignity
