#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "sim/measure/equivalent_law.hpp"
#include "sim/measure/measured_run.hpp"
#include "sim/trajectory/settings.hpp"
#include "theory/prediction.hpp"

namespace benignity {

/// What `benignity measure` tells of given tokens.
struct MeasuredData {
  MeasuredTokens tokens;
  std::optional<Parameters> law;         ///< the equivalent one
  std::vector<MeasuredMargin> margins;   ///< of the tokens
  std::optional<Prediction> prediction;  ///< by the equivalent law
  std::string no_prediction;             ///< why there is none; empty where there is one
  /// What the samples' own coordinates say of the run.
  std::variant<MeasuredRun, NoEquivalentLaw> own_coordinates;
};

/// Measures settings.data for a run with these settings, fits the head where none is given, and
/// predicts. Throws InvalidInput for settings without a run, for a class with fewer than 8 samples,
/// and for a mask that leaves no place to measure, and what the checkpoint throws.
[[nodiscard]] MeasuredData measured_data(const RunSettings& settings,
                                         const Checkpoint& checkpoint = go_on);

/// Lengths in the unit of the tokens, times in steps; a figure is {"value", "standard_error"}.
[[nodiscard]] std::string measurement_json(const RunSettings& settings,
                                           const MeasuredData& measurement);

/// The same as a table.
[[nodiscard]] std::string measurement_text(const RunSettings& settings,
                                           const MeasuredData& measurement);

}  // namespace benignity
