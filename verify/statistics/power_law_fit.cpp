#include "verify/statistics/power_law_fit.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <stdexcept>
#include <string>

#include "verify/statistics/joint_decision.hpp"

namespace benignity {
namespace {

/// log y by x, ascending, points of one x averaged.
std::map<double, double> log_curve(const std::vector<double>& x, const std::vector<double>& y) {
  if (x.size() != y.size()) {
    throw std::domain_error("decide_power_law: a cluster's size is " + std::to_string(y.size()) +
                            ", but must be " + std::to_string(x.size()));
  }
  std::map<double, std::vector<double>> grouped;
  for (std::size_t i = 0; i < x.size(); ++i) {
    for (const double value : {x[i], y[i]}) {
      if (value > 0 && std::isfinite(value)) continue;
      throw std::domain_error("decide_power_law: a value is " + std::to_string(value) +
                              ", but must be positive and finite");
    }
    grouped[x[i]].push_back(std::log(y[i]));
  }
  std::map<double, double> curve;
  for (const auto& [at, logs] : grouped) {
    double sum = 0;
    for (const double log_y : logs) sum += log_y;
    curve[at] = sum / static_cast<double>(logs.size());
  }
  return curve;
}

}  // namespace

bool PowerLawDecision::bends() const {
  return std::any_of(local.begin(), local.end(),
                     [](const LocalExponent& each) { return each.verdict != Verdict::pass; });
}

PowerLawDecision decide_power_law(const std::vector<double>& x,
                                  const std::vector<std::vector<double>>& y,
                                  const SlopeStatement& statement, double alpha) {
  std::vector<std::map<double, double>> curves;
  std::vector<double> slopes;
  for (const std::vector<double>& cluster : y) {
    curves.push_back(log_curve(x, cluster));
    slopes.push_back(log_log_slope(x, cluster));
  }
  if (curves.empty() || curves.front().size() < 3) {
    throw std::domain_error(
        "decide_power_law: distinct x are fewer than 3, between which no curve "
        "could be told from a power");
  }
  const SlopeDecision whole = decide_slope(slopes, statement, alpha);
  std::vector<DecidedStatement> statements = {{whole.verdict, whole.test}};
  const double range = std::log(curves.front().rbegin()->first / curves.front().begin()->first);

  PowerLawDecision decision;
  for (auto from = curves.front().begin(), to = std::next(from); to != curves.front().end();
       from = to++) {
    const double length = std::log(to->first / from->first);
    std::vector<double> exponents;
    for (const auto& curve : curves) {
      exponents.push_back((curve.at(to->first) - curve.at(from->first)) / length);
    }
    // What the whole range may depart by, tolerance * range in log y, may all lie between these two
    // neighbours. A stricter local tolerance would refuse curves that the statement allows; none at
    // all lets a bent one pass at its own least-squares exponent (exp(1/kappa) at -3.616).
    const double tolerance = statement.tolerance * range / length;
    const SlopeDecision here = decide_slope(exponents, {statement.predicted, tolerance}, alpha);
    statements.push_back({here.verdict, here.test});
    decision.local.push_back({from->first, to->first, here.test.value, tolerance, here.verdict});
  }
  const DecidedStatement joint = joint_decision(statements, alpha);
  decision.verdict = joint.verdict;
  decision.test = whole.test;
  decision.test.statistic +=
      "; p also over " + std::to_string(decision.local.size()) + " exponents between neighbours";
  decision.test.p_false_alarm = joint.test.p_false_alarm;
  return decision;
}

}  // namespace benignity
