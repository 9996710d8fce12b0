#include "verify/claims/decided_means.hpp"

#include "verify/statistics/slope_equivalence.hpp"

namespace benignity {

DecidedStatement decide_mean(const std::string& quantity, double stated,
                             const std::vector<double>& values, double tolerance, double alpha,
                             Finding& finding) {
  std::vector<double> shares;
  for (const double value : values) shares.push_back(value / stated);
  const SlopeDecision decision = decide_slope(shares, {1, tolerance}, alpha);
  finding.measurements.push_back({quantity,
                                  stated,
                                  decision.test.value * stated,
                                  {stated * (1 - tolerance), stated * (1 + tolerance)}});
  return {decision.verdict, decision.test};
}

void conclude(const std::vector<DecidedStatement>& statements, double alpha, Finding& finding) {
  const DecidedStatement joint = joint_decision(statements, alpha);
  finding.verdict = joint.verdict;
  finding.test = joint.test;
}

}  // namespace benignity
