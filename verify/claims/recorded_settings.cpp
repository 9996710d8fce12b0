#include "verify/claims/recorded_settings.hpp"

#include <iterator>

#include "theory/label_flips.hpp"
#include "theory/setting/parameter_keys.hpp"

namespace benignity {
namespace {

constexpr const char* flips_name = "flipped_labels";
constexpr const char* noise_name = "effective_label_noise";

std::string text_of_all(const std::set<SettingValue>& values) {
  constexpr std::size_t most_listed = 6;
  if (values.size() > most_listed) {
    return text(*values.begin()) + " to " + text(*std::prev(values.end())) + " (" +
           std::to_string(values.size()) + " values)";
  }
  std::string list;
  for (const SettingValue& value : values) list += (list.empty() ? "" : ", ") + text(value);
  return list;
}

}  // namespace

void RecordedSettings::record(const Parameters& parameters) {
  const std::lock_guard<std::mutex> lock(mutex_);
  line_.add(parameters);
  for (const Key<Parameters>& key : parameter_keys()) values_[key.name].insert(key.get(parameters));
  for (const Key<Parameters>& key : parameter_keys()) {
    if (departs_from_default(key, parameters)) departing_.insert(key.name);
  }
  // What runs is this share, which label_noise need not be.
  if (const auto flips = fixed_label_flips(parameters)) values_[flips_name].insert(flips->total());
  if (const auto share = effective_label_noise(parameters)) values_[noise_name].insert(*share);
}

std::vector<NamedText> RecordedSettings::texts() const {
  const std::lock_guard<std::mutex> lock(mutex_);
  std::vector<std::string> names;
  for (const Key<Parameters>& key : parameter_keys()) {
    if (key.listing == Listing::always || departing_.contains(key.name)) {
      names.emplace_back(key.name);
    }
  }
  names.insert(names.end(), {flips_name, noise_name});
  std::vector<NamedText> texts;
  for (const std::string& name : names) {
    const auto found = values_.find(name);
    if (found == values_.end()) continue;
    const std::string text = text_of_all(found->second);
    if (!text.empty()) texts.push_back({name, text});
  }
  return texts;
}

std::string RecordedSettings::line() const {
  const std::lock_guard<std::mutex> lock(mutex_);
  return line_.text();
}

}  // namespace benignity
