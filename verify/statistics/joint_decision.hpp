#pragma once

#include <vector>

#include "verify/result/claim_result.hpp"

namespace benignity {

/// One statement of several, decided at level alpha by its own test.
struct DecidedStatement {
  Verdict verdict = Verdict::inconclusive;
  StatisticalTest test;
};

/// Decides "every one of k statements is true" from their own decisions at level alpha, whatever
/// their dependence:
///   PASS          every statement passed (Berger 1982: where one is false, it passes with
///                 probability <= alpha)
///   FAIL          k times the least p is at most alpha (Bonferroni)
///   INCONCLUSIVE  neither
/// The test shown is the one of least p: of all where that rejects or all passed, else of those
/// that did not pass (the first of equals); its p times k. Throws std::domain_error without a
/// statement.
[[nodiscard]] DecidedStatement joint_decision(const std::vector<DecidedStatement>& statements,
                                              double alpha);

}  // namespace benignity
