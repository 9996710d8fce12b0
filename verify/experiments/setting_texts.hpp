#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "sim/trajectory/settings.hpp"

namespace benignity {

/// A key with its value as the user might have written it; numbers are the shortest that read back.
struct SettingText {
  std::string_view key;
  std::string text;
};

/// Every key that README.md documents, in its order, with defaults resolved, and the replicate.
/// record_every is empty where the engine itself chooses its times. Two settings have the same
/// texts exactly where they are the same run.
[[nodiscard]] std::vector<SettingText> setting_texts(const RunSettings& settings);

/// The text of one key, kappa and snr among them: these follow from signal_norm, and are shown to
/// the 15 digits that rounding leaves of them. "" for an unknown key.
[[nodiscard]] std::string setting_text(const RunSettings& settings, std::string_view key);

/// The texts as one, "samples=20 tokens=8 ...": a run's name in the store.
[[nodiscard]] std::string content_key(const RunSettings& settings);

}  // namespace benignity
