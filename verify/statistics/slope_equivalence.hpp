#pragma once

#include <vector>

#include "verify/result/claim_result.hpp"

namespace benignity {

/// Ordinary least-squares slope of log y against log x: the exponent b of y ~ x^b. Needs at least
/// two distinct x and positive finite values; throws std::domain_error otherwise.
[[nodiscard]] double log_log_slope(const std::vector<double>& x, const std::vector<double>& y);

/// "The exponent lies within tolerance of the predicted one."
struct SlopeStatement {
  double predicted = 0;
  double tolerance = 0.02;
};

struct SlopeDecision {
  Verdict verdict = Verdict::inconclusive;
  StatisticalTest test;
};

/// Decides the statement from one slope a cluster. A cluster is a replicate whose points share a
/// seed, so that slopes are independent across clusters and nothing is assumed about errors within
/// one; their mean is normal to the accuracy that Student's t asks for.
///   PASS          the t interval at level 1 - 2 alpha lies inside predicted +- tolerance (two
///   one-sided
///                 tests, Schuirmann 1987: a false statement passes with probability <= alpha)
///   FAIL          p_false_alarm <= alpha, p_false_alarm the one-sided p of the nearest slope that
///   the
///                 statement allows, doubled for the two sides
///   INCONCLUSIVE  neither
/// Needs at least 3 clusters; throws std::domain_error otherwise.
[[nodiscard]] SlopeDecision decide_slope(const std::vector<double>& slopes,
                                         const SlopeStatement& statement, double alpha);

/// Probability that such a test on this many clusters finds the statement false, were the observed
/// slope and the width of its interval the truth: the normal approximation of its t test.
[[nodiscard]] double slope_power(const StatisticalTest& test, const SlopeStatement& statement,
                                 double clusters);

}  // namespace benignity
