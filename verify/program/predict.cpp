#include "theory/prediction.hpp"
#include "verify/experiments/run_flips.hpp"
#include "verify/program/command.hpp"
#include "verify/program/prediction_json.hpp"
#include "verify/program/prediction_text.hpp"
#include "verify/program/standard_streams.hpp"

namespace benignity {

ExitCode run(const PredictOptions& options) {
  const RunSettings settings = read_settings(options.sources);
  const MeanFieldReduction reduction = mean_field_reduction(settings.parameters);
  if (const auto* none = std::get_if<NoEquivalent>(&reduction)) {
    warn(label_noise_note(settings.parameters));
    print_output(options.json ? unpredicted_json(settings, *none)
                              : unpredicted_text(settings, *none));
    return ExitCode::all_pass;
  }
  const Prediction prediction = predict(settings.parameters);
  warn(label_noise_note(settings.parameters));
  print_output(options.json ? prediction_json(settings, prediction)
                            : prediction_text(settings, prediction));
  return ExitCode::all_pass;
}

}  // namespace benignity
