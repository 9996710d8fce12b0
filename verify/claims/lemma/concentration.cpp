#include "verify/claims/lemma/concentration.hpp"

#include <algorithm>
#include <map>

#include "theory/invalid_input.hpp"
#include "verify/claims/lemma/claims.hpp"
#include "verify/statistics/clopper_pearson.hpp"

namespace benignity {
namespace {

constexpr std::int64_t draws_a_law = 10'000;
/// The exact probabilities' own error (theory/concentration): 10^-9 relative.
constexpr double exactness = 1e-9;

/// Least and largest bound/exact of one law.
struct Looseness {
  double least = 1e300;
  double largest = 0;
  std::string tightest_at;
};

/// P[at least `failures` of `draws`] at a probability.
double tail_upper_probability(const SimulatedTail& tail, double probability) {
  return binomial_lower_tail(tail.draws - tail.failures, tail.draws, 1 - probability);
}

/// The p-value against the exact probability, two-sided; without one against "at most the bound".
double tail_p_value(const SimulatedTail& tail) {
  if (!tail.exact) return tail_upper_probability(tail, tail.bound);
  const double below = binomial_lower_tail(tail.failures, tail.draws, *tail.exact);
  return std::min(1.0, 2 * std::min(below, tail_upper_probability(tail, *tail.exact)));
}

/// True where every exact probability keeps to its bound.
bool compare_tails(const std::vector<BoundedTail>& tails, Finding& finding) {
  std::map<std::string, Looseness> laws;
  bool holds = true;
  for (const BoundedTail& tail : tails) {
    const double ratio = tail.bound / tail.exact;
    Looseness& law = laws[tail.law];
    law.largest = std::max(law.largest, ratio);
    if (!(ratio >= law.least)) {
      law.least = ratio;
      law.tightest_at = tail.at;
    }
    if (!(ratio >= 1 - exactness) && holds) {
      holds = false;
      finding.explanation = tail.law + " at " + tail.at + ": bound " +
                            shortest_decimal(tail.bound) + " < probability " +
                            shortest_decimal(tail.exact);
    }
  }
  for (const auto& [name, law] : laws) {
    finding.measurements.push_back(
        {"least bound/probability, " + name + " (" + law.tightest_at + ")",
         {},
         law.least,
         {1 - exactness, {}}});
    finding.measurements.push_back(
        {"largest bound/probability, " + name, {}, law.largest, {1 - exactness, {}}});
  }
  return holds;
}

/// True where every bound says something.
bool compare_points(const std::vector<OperatingPoint>& points, Finding& finding) {
  std::map<std::string, OperatingPoint> worst;
  bool holds = true;
  for (const OperatingPoint& point : points) {
    OperatingPoint& known = worst.try_emplace(point.name, point).first->second;
    if (point.bound / point.promise > known.bound / known.promise) known = point;
    if (!(point.bound < 1) && holds) {
      holds = false;
      finding.explanation = point.name + ": the bound is " + shortest_decimal(point.bound) +
                            " where its margin is 1, and says nothing";
    }
  }
  for (const auto& [name, point] : worst) {
    finding.measurements.push_back(
        {"bound at margin 1, " + name, point.promise, point.bound, {{}, 1.0}});
  }
  return holds;
}

}  // namespace

Finding decide(const ConcentrationTrial& trial, const ClaimContext& context) {
  Finding finding;
  const bool tails_hold = compare_tails(trial.tails(), finding);
  const bool points_hold = compare_points(trial.points(), finding);
  throw_if_interrupted(context);
  const std::vector<SimulatedTail> simulations = trial.simulations(context.seed);
  const auto tests = static_cast<double>(simulations.size());
  StatisticalTest test;
  test.statistic = "failure rates against exact probabilities, Bonferroni";
  test.alpha = context.alpha;
  bool below_bounds = true;
  for (const SimulatedTail& tail : simulations) {
    const ProportionBounds limits =
        clopper_pearson(tail.failures, tail.draws, context.alpha / tests);
    const double rate = static_cast<double>(tail.failures) / static_cast<double>(tail.draws);
    finding.replicates += tail.draws;
    finding.measurements.push_back(
        {"failure rate, " + tail.law, tail.exact, rate, {{}, tail.bound}});
    finding.measurements.push_back(
        {"Clopper-Pearson upper limit, " + tail.law, {}, limits.upper, {{}, tail.bound}});
    below_bounds = below_bounds && limits.upper <= tail.bound;
    const double p = std::min(1.0, tests * tail_p_value(tail));
    if (p < test.p_false_alarm) {
      test.p_false_alarm = p;
      test.value = rate;
      test.interval = {limits.lower, limits.upper};
      if (p <= context.alpha) finding.explanation = tail.law + ": the failure rate contradicts it";
    }
  }
  finding.test = test;
  if (!tails_hold || !points_hold || test.p_false_alarm <= context.alpha) {
    finding.verdict = Verdict::fail;
  } else if (!below_bounds) {
    finding.verdict = Verdict::inconclusive;
    finding.explanation = "a Clopper-Pearson limit exceeds its bound";
  } else {
    finding.verdict = Verdict::pass;
    finding.explanation = "every bound holds against the exact law and against simulation";
  }
  return finding;
}

Claim concentration_claim() {
  return {{"lemma.concentration",
           "squared norms, inner products, projections, counts, initial kernel, logits and query, "
           "and Gaussian spectra deviate with at most their stated probabilities",
           "[derived] theory/README.md section 8b", "lemma",
           "Gaussian noise and weights, independent labels",
           "exact probabilities <= bounds over a grid (to 10^-9 relative); bounds < 1 where the "
           "margins of section 9 are 1; 10^4 explicit draws a law at the deviation whose bound is "
           "0.05, Clopper-Pearson limit below the bound, rate consistent with the exact law "
           "(Bonferroni)",
           "theory", "double"},
          Decision::statistical,
          [](const ClaimContext& context) {
            const auto simulations = [](std::uint64_t seed) {
              return simulated_tails(seed, draws_a_law);
            };
            return decide({bounded_tails, operating_points, simulations}, context);
          }};
}

}  // namespace benignity
