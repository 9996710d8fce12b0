#pragma once

#include <cstdint>
#include <functional>

#include "verify/result/claim_result.hpp"

namespace benignity {

/// A design for "the success probability is at least `probability`": look after `first_look`
/// independent replicates, then after twice as many, `looks` times at most; each look spends
/// alpha / looks on either side.
struct SuccessDesign {
  double probability = 0.9;
  double alpha = 0.001;
  std::int64_t first_look = 128;
  int looks = 3;
};

struct SuccessDecision {
  Verdict verdict = Verdict::inconclusive;
  StatisticalTest test;
  std::int64_t successes = 0;
  std::int64_t replicates = 0;
};

/// Runs the design on the counts that `successes_among(first, last)` returns for the replicates
/// first..last-1 (called with consecutive ranges). PASS once the Clopper-Pearson lower bound at
/// alpha / looks reaches `probability`; FAIL once the p-value against the statement, times `looks`,
/// is at most alpha; INCONCLUSIVE after the last look. A true statement FAILs with probability <=
/// alpha, a false one PASSes with probability <= alpha.
/// Throws std::domain_error for a probability or alpha outside (0, 1), first_look outside 1..10^9,
/// looks outside 1..20, or a count that the range does not hold.
[[nodiscard]] SuccessDecision decide_success_probability(
    const SuccessDesign& design,
    const std::function<std::int64_t(std::int64_t first, std::int64_t last)>& successes_among);

}  // namespace benignity
