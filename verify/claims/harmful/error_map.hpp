#pragma once

#include <cstdint>
#include <vector>

#include "theory/setting/parameters.hpp"
#include "verify/claims/claim.hpp"
#include "verify/claims/harmful/claims.hpp"
#include "verify/statistics/joint_decision.hpp"

namespace benignity {

/// A time at which the error is looked at: gradient descent at the paper's step, or the flow where
/// that would take too many steps.
enum class Epoch { published, late };

/// One setting of a grid, n = 20, T = 8 and the paper's remaining constants.
struct ErrorCell {
  Epoch epoch;
  std::int64_t dimension;
  double signal_norm;
  double predicted = 0;
  double observed = 0;  ///< mean over replicates
  std::vector<double> by_replicate = {};
};

struct ErrorMapSize {
  std::uint64_t replicates;
  std::int64_t test_samples;
};

/// The paper's setting at (d, |mu|), run to the epoch's last step.
[[nodiscard]] Parameters published_at(std::int64_t dimension, double signal_norm, Epoch epoch);

/// Both epochs at every dimension and signal norm of the design, in this order.
[[nodiscard]] std::vector<ErrorCell> cells_of(const HarmfulDesign& design);

/// Predicts and observes every cell, cells in parallel, cell i by the replicates from i R on, R of
/// them: no two cells share a draw. Observed: uniform_attention_error, which is
/// exact, plus the change of the counted error since tau = 0 on the same fresh samples, which
/// varies less than the error itself.
void fill(std::vector<ErrorCell>& cells, const ErrorMapSize& size, const HarmfulDesign& design,
          const ClaimContext& context);

/// "The mean error of the cell lies between lower and upper", decided at alpha by two one-sided t
/// tests over its replicates.
[[nodiscard]] DecidedStatement decide_error(const ErrorCell& cell, double lower, double upper,
                                            double alpha);

}  // namespace benignity
