#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "verify/claims/own/own_claim.hpp"

namespace benignity {

/// The observable of one run; absent where the run has no such figure.
struct ObservedRun {
  std::optional<double> before_training;  ///< at tau = 0; of a stopping time: 0 if it was reached
  std::optional<double> after;
};

/// One of the five stopping times, which are absent until they are reached.
[[nodiscard]] bool is_stopping_time(const CellFigure& observable);

/// runs[replicate - first][cell], replicates first..last-1, each with one seed in all cells. Throws
/// Interrupted.
[[nodiscard]] std::vector<std::vector<ObservedRun>> observe(const OwnStatement& own,
                                                            const ClaimContext& context,
                                                            std::int64_t first, std::int64_t last);

/// What the verdict of the prediction is, from runs; margins are not looked at.
[[nodiscard]] Finding try_power_law(const OwnStatement& own, const PowerLaw& law,
                                    const ClaimContext& context);
[[nodiscard]] Finding try_bound(const OwnStatement& own, const Bound& bound,
                                const ClaimContext& context);

}  // namespace benignity
