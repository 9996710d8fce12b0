#include "verify/statistics/joint_decision.hpp"

#include <algorithm>
#include <stdexcept>
#include <string>
#include <utility>

namespace benignity {

DecidedStatement joint_decision(const std::vector<DecidedStatement>& statements, double alpha) {
  if (statements.empty()) {
    throw std::domain_error("joint_decision: statements is 0, but must be at least 1");
  }
  const auto count = static_cast<double>(statements.size());
  // A p that rejects comes first whatever its own verdict (a look that was INCONCLUSIVE may reject
  // at the joint level), then what did not pass, each by its p: the reader is shown what decided.
  const auto rank = [&](const DecidedStatement& statement) {
    const double p_value = statement.test.p_false_alarm;
    return std::pair(statement.verdict == Verdict::pass && count * p_value > alpha, p_value);
  };
  const auto worst = std::min_element(
      statements.begin(), statements.end(),
      [&](const DecidedStatement& a, const DecidedStatement& b) { return rank(a) < rank(b); });
  DecidedStatement joint{Verdict::inconclusive, worst->test};
  joint.test.statistic += ", the weakest of " + std::to_string(statements.size());
  joint.test.alpha = alpha;
  // Only FAIL pays for looking at several p: "all pass" is the intersection of rejections of "this
  // one is false", and whichever is false passes with probability <= alpha already (Berger 1982).
  joint.test.p_false_alarm = std::min(1.0, count * worst->test.p_false_alarm);
  const bool all_pass = std::all_of(
      statements.begin(), statements.end(),
      [](const DecidedStatement& statement) { return statement.verdict == Verdict::pass; });
  if (joint.test.p_false_alarm <= alpha) {
    joint.verdict = Verdict::fail;
  } else if (all_pass) {
    joint.verdict = Verdict::pass;
  }
  return joint;
}

}  // namespace benignity
