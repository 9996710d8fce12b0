#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "sim/trajectory/settings.hpp"

namespace benignity {

/// What `simulate --save-state` leaves in its folder as state.txt and --from-state goes on from: a
/// line with its version, the settings away from their defaults as
/// key=value lines, an empty line, and the numbers of
/// sim/model/state_archive.hpp.
struct StateFile {
  std::vector<std::string> settings;
  std::string numbers;
};

void write_state(const std::filesystem::path& folder, const RunSettings& settings,
                 const std::string& numbers);

/// Throws InvalidInput (key "from-state") where the folder holds no state of this version.
[[nodiscard]] StateFile read_state(const std::string& folder);

/// Throws InvalidInput that names the first key in which the settings are not those of the state;
/// steps, record_every and test_samples are free.
void require_settings_of(const StateFile& state, const RunSettings& settings);

}  // namespace benignity
