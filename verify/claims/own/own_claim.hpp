#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>

#include "verify/claims/claim.hpp"
#include "verify/experiments/cell_outcome.hpp"
#include "verify/experiments/plan.hpp"

namespace benignity {

struct PredictedTime;  // own_scale.hpp

/// "The observable is proportional to the swept key to this power", within tolerance.
struct PowerLaw {
  double exponent = 0;
  double tolerance = 0.02;
  std::int64_t clusters = 8;  ///< replicates, each of which runs the whole sweep with one seed
};

/// "With at least this probability the observable lies between the two in every cell at once."
struct Bound {
  Interval accept;
  double probability = 0.95;
  std::int64_t first_look = 128;  ///< replicates, doubled twice at most
  /// What a stopping time that was not reached says of "not before": nothing, or that it is later.
  enum class NotReached { decides_nothing, is_later } not_reached = NotReached::decides_nothing;
};

/// What margins that do not exceed 1 do to a verdict.
enum class MarginDuty {
  reported,  ///< nothing: they are shown
  required   ///< OUT_OF_REGIME, and nothing is run
};

/// A statement of the user's own about one observable over the cells of a sweep.
struct OwnStatement {
  std::string id;
  std::string statement;
  std::string source;
  SweepPlan plan;  ///< one cell a value; seed and replicate are set when the claim runs
  CellFigure observable;
  std::variant<PowerLaw, Bound> prediction;
  std::string along = {};  ///< what the exponent is a power of; "" for the one swept key
  const PredictedTime* relative_to = nullptr;  ///< the observable is divided by it; null: it is not
  MarginDuty margins = MarginDuty::reported;
};

/// The claim that puts it on trial by the statistics of the built-in ones: slope_equivalence for a
/// power law, success_probability for a bound.
///   INCONCLUSIVE  also where the observable does not exist in some run (the event did not happen
///                 in time, or it has no logarithm), with the cell and the replicate
///   VACUOUS       a bound that also holds before the first step in at least 10% of replicates
///   ERROR         a run left the range of its scalar
/// Under a bound a stopping time that was not reached is later than "at most". "At least" it
/// decides only where the claim says so (Bound::not_reached): "exit_noisy >= 500" of runs that
/// never exit would otherwise PASS without a single exit. A replicate that decides nothing counts
/// against a PASS and against a FAIL.
///
/// Throws InvalidInput, before anything runs: fewer than 3 clusters; a power law over anything but
/// one key, or the one named, with at least three positive numbers, another in each cell; a
/// stopping time relative to one that the mean field does not have in some cell; a bound without an
/// end, with its ends the wrong way round, or on a stopping time beyond the number of steps;
/// probability or tolerance out of range; engine mean_field, whose runs are all the same; more than
/// 10^6 runs.
[[nodiscard]] Claim own_claim(const OwnStatement& own);

}  // namespace benignity
