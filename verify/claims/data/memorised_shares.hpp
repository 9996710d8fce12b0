#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "sim/model/matrix.hpp"
#include "sim/trajectory/settings.hpp"
#include "verify/claims/claim.hpp"
#include "verify/statistics/joint_decision.hpp"

namespace benignity {

/// What the replicates of one setting did, by replicate.
struct MemorisedShares {
  std::vector<double> memorised;           ///< share of noisy samples with Y f > 0 at the end
  std::vector<double> by_own_coordinates;  ///< the same, by the mean field of (13.4)
  std::vector<double> accuracy;            ///< of fresh samples with clean labels
};

/// With places for this many replicates.
[[nodiscard]] MemorisedShares shares_of(std::size_t replicates);

/// Trains the run that the settings say on their data, which have a linear head, and follows the
/// same samples by own coordinates in the span of the basis (rows in R^d): into the shares at
/// `place`. The run is recorded before its first and after its last step.
void train_replicate(MemorisedShares& shares, std::size_t place, RunSettings settings,
                     const RowMatrix<double>& basis);

/// At least half of the noisy samples.
[[nodiscard]] bool is_memorised(double share);

/// Of a list that is not empty.
[[nodiscard]] double mean_share(const std::vector<double>& shares);

/// Their means as measurements of the setting `name`: "noisy `samples` memorised", predicted 1 or
/// 0.
void add_shares(Finding& finding, const std::string& samples, const std::string& name,
                double predicted, const MemorisedShares& shares);

/// "The mean probability of a hit is at least `share`", by one look at these hits among `there`
/// independent trials; undecided where there is none.
[[nodiscard]] DecidedStatement decided_hits(std::int64_t hits, std::int64_t there, double share,
                                            double alpha);

}  // namespace benignity
