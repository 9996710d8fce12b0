#include "verify/statistics/probability_fall.hpp"

#include <cmath>
#include <stdexcept>
#include <string>

#include "verify/statistics/clopper_pearson.hpp"

namespace benignity {
namespace {

ProportionBounds bounds_of(const EventCount& count, double alpha) {
  return clopper_pearson(count.events, count.trials, alpha / 2);
}

bool rises_beyond(const EventCount& before, const EventCount& after, double factor, double alpha) {
  return bounds_of(after, alpha).lower > factor * bounds_of(before, alpha).upper;
}

/// The bounds widen as alpha falls, so that the levels at which the statement is rejected are those
/// above one number, found by bisection of its logarithm.
double least_rejecting_level(const EventCount& before, const EventCount& after, double factor) {
  constexpr double smallest = 1e-12;
  constexpr int halvings = 60;
  double high = 1 - 1e-12;
  if (!rises_beyond(before, after, factor, high)) return 1;
  double low = smallest;
  if (rises_beyond(before, after, factor, low)) return low;
  for (int i = 0; i < halvings; ++i) {
    const double middle = std::sqrt(low * high);
    (rises_beyond(before, after, factor, middle) ? high : low) = middle;
  }
  return high;
}

}  // namespace

DecidedStatement decide_fall(const EventCount& before, const EventCount& after, double factor,
                             double alpha) {
  if (!(factor > 0 && factor <= 1)) {
    throw std::domain_error("decide_fall: factor is " + std::to_string(factor) +
                            ", but must be positive and at most 1");
  }
  const ProportionBounds first = bounds_of(before, alpha);
  const ProportionBounds second = bounds_of(after, alpha);
  const auto share = [](const EventCount& count) {
    return static_cast<double>(count.events) / static_cast<double>(count.trials);
  };
  DecidedStatement decision;
  decision.test.statistic = "ratio of two probabilities, Clopper-Pearson bounds of both";
  decision.test.value = share(after) / share(before);
  decision.test.interval = {second.lower / first.upper, std::nullopt};
  if (first.lower > 0) decision.test.interval.upper = second.upper / first.lower;
  decision.test.alpha = alpha;
  decision.test.p_false_alarm = least_rejecting_level(before, after, factor);
  if (decision.test.p_false_alarm <= alpha) {
    decision.verdict = Verdict::fail;
  } else if (second.upper <= factor * first.lower) {
    decision.verdict = Verdict::pass;
  }
  return decision;
}

}  // namespace benignity
