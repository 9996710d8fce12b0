#include "verify/experiments/setting_texts.hpp"

#include "verify/experiments/setting_keys.hpp"

namespace benignity {

std::vector<SettingText> setting_texts(const RunSettings& settings) {
  std::vector<SettingText> texts;
  for (const Key<RunSettings>& key : setting_keys()) {
    texts.push_back({key.name, text(key.get(settings))});
  }
  return texts;
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
