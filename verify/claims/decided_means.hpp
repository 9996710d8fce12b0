#pragma once

#include <string>
#include <vector>

#include "verify/claims/claim.hpp"
#include "verify/statistics/joint_decision.hpp"

namespace benignity {

/// Decides "the mean of values is stated (1 +- tolerance)", two one-sided t tests; the test's value
/// is the mean over stated. The mean goes into the finding's measurements under `quantity`.
[[nodiscard]] DecidedStatement decide_mean(const std::string& quantity, double stated,
                                           const std::vector<double>& values, double tolerance,
                                           double alpha, Finding& finding);

/// Verdict and test of the finding: every statement must pass.
void conclude(const std::vector<DecidedStatement>& statements, double alpha, Finding& finding);

}  // namespace benignity
