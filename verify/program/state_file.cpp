#include "verify/program/state_file.hpp"

#include <fstream>
#include <sstream>
#include <string_view>

#include "reports/atomic_file.hpp"
#include "sim/trajectory/data_settings.hpp"
#include "theory/invalid_input.hpp"
#include "verify/experiments/setting_keys.hpp"
#include "verify/program/configuration.hpp"

namespace benignity {
namespace {

constexpr std::string_view version = "benignity state 2";

/// A run that goes on may choose these anew.
bool is_free(const Key<RunSettings>& key) {
  const std::string_view name = key.name;
  return !key.set || name == "steps" || name == "record_every" || name == "test_samples";
}

/// The assignments that make these settings out of the default ones. A key whose default depends on
/// others comes after all that does not, and only where it is not that default: some are refused
/// beside others even at their default (init_weight_std beside W = I).
std::vector<std::string> assignments_of(const RunSettings& settings) {
  std::vector<std::string> assignments;
  RunSettings draft;
  for (const bool dependent : {false, true}) {
    for (const Key<RunSettings>& key : setting_keys()) {
      const SettingValue value = key.get(settings);
      if (is_free(key) || key.default_text.empty() == dependent ||
          is_of_the_data(settings, key.name)) {
        continue;
      }
      const bool has_default_of_data =
          settings.data != nullptr &&
          (std::string_view(key.name) == "samples" || std::string_view(key.name) == "label_noise");
      if (key.get(draft) == value && !has_default_of_data) continue;
      key.set(draft, value);
      assignments.push_back(std::string(key.name) + "=" + text(value));
    }
  }
  return assignments;
}

}  // namespace

void write_state(const std::filesystem::path& folder, const RunSettings& settings,
                 const std::string& numbers) {
  std::string content = std::string(version) + "\n";
  for (const std::string& line : assignments_of(settings)) content += line + "\n";
  write_file_atomically(folder / "state.txt", content + "\n" + numbers);
}

StateFile read_state(const std::string& folder) {
  const std::filesystem::path path = std::filesystem::path(folder) / "state.txt";
  std::ifstream file(path);
  std::string line;
  if (!std::getline(file, line)) {
    throw InvalidInput("from-state", folder, "a folder that --save-state wrote (with state.txt)");
  }
  if (line != version) {
    throw InvalidInput(
        "from-state", path.string(),
        "a state of this version, whose first line is \"" + std::string(version) + "\"");
  }
  StateFile state;
  while (std::getline(file, line) && !line.empty()) state.settings.push_back(line);
  std::ostringstream numbers;
  numbers << file.rdbuf();
  state.numbers = numbers.str();
  return state;
}

void require_settings_of(const StateFile& state, const RunSettings& settings) {
  const RunSettings kept = read_settings({state.settings, {}, {}});
  for (const Key<RunSettings>& key : setting_keys()) {
    if (is_free(key) || key.get(settings) == key.get(kept)) continue;
    throw InvalidInput(key.name, text(key.get(settings)),
                       text(key.get(kept)) + ", as in the state that the run goes on from");
  }
}

}  // namespace benignity
