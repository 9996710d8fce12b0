#pragma once

#include <optional>
#include <string>

#include "sim/certified/prove.hpp"
#include "sim/trajectory/result.hpp"
#include "sim/trajectory/settings.hpp"

namespace benignity {

/// What summary.json says of a proof; all of it is in certificate.json.
struct ProofSummary {
  Proof proof;
  double wall_seconds = 0;
};

/// What a summary says beside the settings and the trajectory.
struct RunCircumstances {
  double wall_seconds = 0;
  std::string engine_reason;  ///< of engine auto; empty where the user chose
  std::optional<ProofSummary> proof = std::nullopt;
};

/// summary.json: the settings with every default resolved, the last and the first snapshot,
/// stopping times in steps, losses in nats. Absent figures are null.
[[nodiscard]] std::string summary_json(const RunSettings& settings, const Trajectory& trajectory,
                                       const RunCircumstances& circumstances);

/// trajectory.csv: one line a recorded time, the header names the columns. Absent figures are
/// empty.
[[nodiscard]] std::string trajectory_csv(const Trajectory& trajectory);

}  // namespace benignity
