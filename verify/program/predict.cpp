#include <optional>

#include "theory/invalid_input.hpp"
#include "verify/experiments/run_flips.hpp"
#include "verify/program/command.hpp"
#include "verify/program/predicted_sweep.hpp"
#include "verify/program/prediction_json.hpp"
#include "verify/program/prediction_text.hpp"
#include "verify/program/standard_streams.hpp"
#include "verify/program/sweep_file.hpp"

namespace benignity {
namespace {

/// The plan of a config that varies keys; nothing for one that sets them.
std::optional<SweepPlan> plan_of(const ConfigurationSources& sources) {
  if (!sources.file) return std::nullopt;
  const TomlValue file = read_toml_file("config", *sources.file);
  if (file.find("sweep") == nullptr && file.find("cell") == nullptr) return std::nullopt;
  return read_sweep_plan(file, {*sources.file, sources.assignments, LargePlan::refused});
}

}  // namespace

ExitCode run(const PredictOptions& options) {
  if (const std::optional<SweepPlan> plan = plan_of(options.sources)) {
    if (options.json)
      throw InvalidInput("json", "asked for", "left out: a sweep's prediction is CSV");
    warn(label_noise_note(*plan));
    print_output(predicted_sweep_csv(*plan));
    return ExitCode::all_pass;
  }
  const RunSettings settings = read_settings(options.sources);
  if (settings.data != nullptr) {
    throw InvalidInput("data", "given",
                       "left out here: benignity measure predicts for given tokens");
  }
  const std::string prediction =
      options.json ? prediction_json(settings) : prediction_text(settings);
  warn(label_noise_note(settings.parameters));
  print_output(prediction);
  return ExitCode::all_pass;
}

}  // namespace benignity
