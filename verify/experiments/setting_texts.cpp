#include "verify/experiments/setting_texts.hpp"

#include <array>
#include <cstdio>
#include <cstdlib>

#include "theory/invalid_input.hpp"
#include "verify/experiments/setting_keys.hpp"

namespace benignity {

std::vector<SettingText> setting_texts(const RunSettings& settings) {
  std::vector<SettingText> texts;
  for (const Key<RunSettings>& key : setting_keys()) {
    texts.push_back({key.name, text(key.get(settings))});
  }
  return texts;
}

std::string setting_text(const RunSettings& settings, std::string_view key) {
  if (const auto* const signal = find_signal_key(key)) {
    std::array<char, 32> digits{};
    const double value = std::get<double>(signal->get(settings.parameters));
    std::snprintf(digits.data(), digits.size(), "%.15g", value);
    return shortest_decimal(std::strtod(digits.data(), nullptr));
  }
  const auto* const known = find_setting_key(key);
  return known == nullptr ? std::string() : text(known->get(settings));
}

std::string content_key(const RunSettings& settings) {
  std::string key;
  for (const SettingText& setting : setting_texts(settings)) {
    if (!key.empty()) key += ' ';
    key += setting.key;
    key += '=';
    key += setting.text;
  }
  return key;
}

}  // namespace benignity
