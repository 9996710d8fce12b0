#include "sim/measure/equivalent_law.hpp"
#include "sim/measure/measured_run.hpp"
#include "sim/measure/measured_tokens.hpp"
#include "sim/trajectory/given_dynamics.hpp"
#include "theory/invalid_input.hpp"
#include "theory/prediction.hpp"
#include "verify/program/command.hpp"
#include "verify/program/measurement_text.hpp"
#include "verify/program/standard_streams.hpp"

namespace benignity {

MeasuredData measured_data(const RunSettings& settings, const Checkpoint& checkpoint) {
  validate(settings);
  const Matrix<double> head = initial_linear_head(settings, checkpoint);
  MeasuredData measurement;
  measurement.tokens = measure(*settings.data, head.isZero(0) ? nullptr : &head,
                               {.seed = settings.seed,
                                .run_samples = settings.parameters.samples,
                                .checkpoint = checkpoint});
  const auto law = equivalent_law(measurement.tokens, settings.parameters);
  if (const auto* none = std::get_if<NoEquivalentLaw>(&law)) {
    measurement.no_prediction = none->reason;
  } else {
    measurement.law = std::get<Parameters>(law);
    measurement.margins = measured_margins(measurement.tokens, *measurement.law);
    measurement.prediction = predict(*measurement.law);
  }
  measurement.own_coordinates =
      measured_run(settings, head, measurement.tokens.signal_place, checkpoint);
  return measurement;
}

ExitCode run(const MeasureOptions& options) {
  ConfigurationSources sources = options.sources;
  sources.assignments.insert(sources.assignments.begin(), "data=" + options.data);
  const RunSettings settings = read_settings(sources);
  const MeasuredData measurement = measured_data(settings);
  print_output(options.json ? measurement_json(settings, measurement)
                            : measurement_text(settings, measurement));
  return ExitCode::all_pass;
}

}  // namespace benignity
