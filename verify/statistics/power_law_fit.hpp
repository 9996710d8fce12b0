#pragma once

#include <cstddef>
#include <vector>

#include "verify/statistics/slope_equivalence.hpp"

namespace benignity {

/// Two neighbouring abscissae and the exponent between them.
struct LocalExponent {
  double from = 0;
  double to = 0;
  double mean = 0;       ///< over clusters, of log(y(to)/y(from))/log(to/from)
  double tolerance = 0;  ///< how far from the stated exponent it may lie
  Verdict verdict = Verdict::inconclusive;
};

struct PowerLawDecision {
  Verdict verdict = Verdict::inconclusive;
  /// Value and interval are those of the least-squares exponent; the p is that of all tests.
  StatisticalTest test;
  std::vector<LocalExponent> local;  ///< ascending, one fewer than distinct x

  /// What is not a power: every local exponent lies where the statement allows.
  [[nodiscard]] bool bends() const;
};

/// Decides "y is proportional to x^b, b within tolerance of the predicted one" from clusters of one
/// y a point, y[cluster][point]. A least-squares exponent alone cannot: over n = 20, 40, 80 the
/// curve exp(1/kappa) has local exponents -5.2 and -2.0 and a mean one, -3.6, that scatters by less
/// than 0.001. So what the tolerance t allows y to depart from the predicted power over the whole
/// range, a factor (largest x/least x)^t, it may depart between neighbours at most: their exponent
/// lies within
///   t_i = t log(x_max/x_min)/log(x_{i+1}/x_i)
/// of the predicted one. Least-squares and local exponents are decided by decide_slope at level
/// alpha each, and jointly (joint_decision): a true statement FAILs and a false one PASSes with
/// probability at most alpha. Points with equal x are averaged in log y.
///
/// Throws std::domain_error for fewer than 3 clusters or 3 distinct x (any two points lie on a
/// power law), values that are not positive and finite, and clusters of another length than x.
[[nodiscard]] PowerLawDecision decide_power_law(const std::vector<double>& x,
                                                const std::vector<std::vector<double>>& y,
                                                const SlopeStatement& statement, double alpha);

}  // namespace benignity
