#pragma once

#include <cstdint>

#include "verify/statistics/joint_decision.hpp"

namespace benignity {

/// How often an event was seen.
struct EventCount {
  std::int64_t events = 0;
  std::int64_t trials = 1;
};

/// Decides "the event's probability after is at most `factor` times that before" from independent
/// counts, by Clopper-Pearson bounds at alpha/2 each (Bonferroni: exact, whatever the
/// probabilities):
///   PASS          the upper bound after is at most factor times the lower bound before
///   FAIL          p_false_alarm <= alpha: the least level at which the lower bound after exceeds
///                 factor times the upper bound before
///   INCONCLUSIVE  neither
/// A true statement FAILs and a false one PASSes with probability at most alpha. The test's value
/// is the ratio of shares (infinite where the event was never seen before but was after, NaN where
/// it was never seen); its interval the bounds of the ratio. Throws std::domain_error for counts
/// that are none, 0 < factor <= 1 or 0 < alpha < 1 violated.
[[nodiscard]] DecidedStatement decide_fall(const EventCount& before, const EventCount& after,
                                           double factor, double alpha);

}  // namespace benignity
