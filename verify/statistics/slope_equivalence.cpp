#include "verify/statistics/slope_equivalence.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <stdexcept>
#include <string>

#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/students_t.hpp>

namespace benignity {
namespace {

double mean_of(const std::vector<double>& values) {
  return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

std::vector<double> logarithms(const std::vector<double>& values) {
  std::vector<double> result;
  for (const double value : values) {
    if (!(value > 0 && std::isfinite(value))) {
      throw std::domain_error("log_log_slope: a value is " + std::to_string(value) +
                              ", but must be positive and finite");
    }
    result.push_back(std::log(value));
  }
  return result;
}

}  // namespace

double log_log_slope(const std::vector<double>& x, const std::vector<double>& y) {
  if (x.size() != y.size() || x.size() < 2) {
    throw std::domain_error("log_log_slope: sizes are " + std::to_string(x.size()) + " and " +
                            std::to_string(y.size()) + ", but must be equal and at least 2");
  }
  const std::vector<double> log_x = logarithms(x);
  const std::vector<double> log_y = logarithms(y);
  const double mean_x = mean_of(log_x);
  const double mean_y = mean_of(log_y);
  double cross = 0;
  double spread = 0;
  for (std::size_t i = 0; i < x.size(); ++i) {
    cross += (log_x[i] - mean_x) * (log_y[i] - mean_y);
    spread += (log_x[i] - mean_x) * (log_x[i] - mean_x);
  }
  if (!(spread > 0)) {
    throw std::domain_error("log_log_slope: all x are equal, but must be distinct");
  }
  return cross / spread;
}

SlopeDecision decide_slope(const std::vector<double>& slopes, const SlopeStatement& statement,
                           double alpha) {
  if (slopes.size() < 3) {
    throw std::domain_error("decide_slope: clusters is " + std::to_string(slopes.size()) +
                            ", but must be at least 3");
  }
  const auto clusters = static_cast<double>(slopes.size());
  const double mean = mean_of(slopes);
  double squares = 0;
  for (const double slope : slopes) squares += (slope - mean) * (slope - mean);
  // Identical slopes (whole steps can tie) still have the rounding of their logarithms.
  const double rounding = 8 * std::numeric_limits<double>::epsilon() * (1 + std::abs(mean));
  const double error = std::max(std::sqrt(squares / (clusters - 1) / clusters), rounding);

  const boost::math::students_t law(clusters - 1);
  // At alpha, not alpha/2: PASS is two one-sided tests, and whichever side is false passes with
  // probability alpha already.
  const double half_width = boost::math::quantile(boost::math::complement(law, alpha)) * error;
  const double excess = std::abs(mean - statement.predicted) - statement.tolerance;
  SlopeDecision decision;
  decision.test.statistic = "mean exponent over clusters, Student's t interval";
  decision.test.value = mean;
  decision.test.interval = {mean - half_width, mean + half_width};
  decision.test.alpha = alpha;
  // From the nearest slope that the statement allows: with no tolerance both sides reject, hence 2.
  // Inside the tolerance nothing speaks against it, and p is 1 rather than a tail above 1/2.
  decision.test.p_false_alarm =
      excess > 0 ? std::min(1.0, 2 * boost::math::cdf(boost::math::complement(law, excess / error)))
                 : 1.0;
  if (decision.test.p_false_alarm <= alpha) {
    decision.verdict = Verdict::fail;
  } else if (excess + half_width <= 0) {
    decision.verdict = Verdict::pass;
  }
  return decision;
}

double slope_power(const StatisticalTest& test, const SlopeStatement& statement, double clusters) {
  const boost::math::students_t law(clusters - 1);
  const double half_width = (*test.interval.upper - *test.interval.lower) / 2;
  const double error = half_width / quantile(complement(law, test.alpha));
  const double excess = std::abs(test.value - statement.predicted) - statement.tolerance;
  const double distance = excess / error - quantile(complement(law, test.alpha / 2));
  return cdf(boost::math::normal{}, std::clamp(distance, -38.0, 38.0));
}

}  // namespace benignity
