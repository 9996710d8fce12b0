#pragma once

#include "reports/compare/comparison.hpp"
#include "verify/result/claim_result.hpp"

namespace benignity {

/// Predictions and the ends of accept intervals are computed from the parameters alone. Two builds
/// agree on them to this share of their size: the accuracy that the mean field's times are kept to
/// (theory/mean_field/event_times.hpp), the least accurate of them.
inline constexpr double prediction_accuracy = 1e-6;

/// The same claim in two reports. It is changed where one of these differs:
///   verdict       always
///   observed      it lies on another side of an end of OLD's accept interval than before. Without
///                 such an interval it has no tolerance: under same_bits it must be the same
///                 double, else it is not judged
///   predicted, accept, margins
///                 under same_bits and same_draws, by more than prediction_accuracy
///   statement, engine, precision, which quantities and margins there are
///                 under same_bits and same_draws
///   settings      under same_bits and same_draws, where OLD names any
///   statistic and its value, replicates
///                 under same_bits
/// Wall times, explanations, hypotheses, methods, p-values and their levels never count. A
/// confidence interval is no tolerance: it bounds the truth, not what another build computes.
[[nodiscard]] ClaimComparison compare_claims(const ClaimResult& before, const ClaimResult& after,
                                             Likeness likeness);

}  // namespace benignity
