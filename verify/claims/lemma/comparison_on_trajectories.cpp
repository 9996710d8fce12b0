#include "verify/claims/lemma/comparison_on_trajectories.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <vector>

#include <boost/multiprecision/eigen.hpp>

#include "sim/engine/explicit_gram.hpp"
#include "sim/engine/sampled.hpp"
#include "sim/trajectory/settings.hpp"
#include "theory/scalar.hpp"
#include "theory/softmax/attention_gap.hpp"
#include "verify/claims/lemma/claims.hpp"

namespace benignity {
namespace {

constexpr double trajectory_kappa = 80;
constexpr int trajectory_steps = 400;
/// tau_select in steps: 400 steps are 64 of them, about what clean samples need to select x_1.
constexpr double steps_a_time_scale = 6.25;
constexpr std::uint64_t last_fitting_replicate = 3;
/// Below this share of steps the lemma has had too little to say to be called kept.
constexpr double least_covered = 0.5;

Parameters trajectory_setting(Engine engine) {
  Parameters parameters;
  parameters.samples = engine == Engine::sampled ? 20 : 10;
  parameters.dimension = engine == Engine::sampled ? 100'000'000 : 400;
  parameters.tokens = 4;
  parameters.label_noise = 0.1;
  parameters.signal_norm = std::sqrt(trajectory_kappa * static_cast<double>(parameters.dimension) /
                                     static_cast<double>(parameters.samples));
  // tau_select = 3/(alpha |mu|^2) at |nu| = 1/|mu|, sigma_w^2 = 1/(3d).
  parameters.step_size = 3 / (steps_a_time_scale * parameters.signal_norm * parameters.signal_norm);
  return parameters;
}

GramStart<double> trajectory_start(Engine engine, const Parameters& parameters, std::uint64_t seed,
                                   std::uint64_t replicate) {
  if (engine == Engine::sampled) return sample_gram_start(parameters, seed, replicate);
  return explicit_gram_start<double>(parameters, draw_training_set(parameters, seed, replicate),
                                     seed, replicate)
      .start;
}

/// x = attention gap + log(T-1) of every clean sample.
template <typename Real>
std::vector<Real> clean_gaps(const GramDescent<Real>& descent) {
  using std::log;
  const AttentionProblem<Real>& problem = descent.problem();
  std::vector<Real> gaps;
  std::vector<Real> token_gaps(static_cast<std::size_t>(problem.tokens - 1));
  for (std::int64_t i = 0; i < problem.samples; ++i) {
    if (problem.labels.is_noisy(static_cast<std::size_t>(i))) continue;
    const Eigen::Index first = i * problem.tokens;
    for (std::size_t t = 0; t < token_gaps.size(); ++t) {
      token_gaps[t] =
          descent.logits()(first) - descent.logits()(first + static_cast<Eigen::Index>(t) + 1);
    }
    gaps.push_back(attention_gap<Real>(token_gaps) + log(Real(problem.tokens - 1)));
  }
  return gaps;
}

/// What a run showed; doubles are enough to report.
struct ObservedGrowth {
  StepRates<double> rates{1e300, -1e300};
  std::int64_t steps = 0;            ///< of all clean samples
  std::int64_t covered = 0;          ///< of samples whose rates have stayed in the range so far
  std::int64_t violations = 0;       ///< covered, and growth outside the envelopes
  double least_over_lower = 1e300;   ///< least growth/lower envelope
  double largest_over_upper = 0;     ///< largest growth/upper envelope
  double last_upper_over_lower = 0;  ///< envelope width at the last step
  double last_gap = 1e300;           ///< least x at the last step
};

template <typename Real>
ObservedGrowth follow_growth(const GramStart<double>& start, const Parameters& parameters,
                             const StepRates<double>& range, const StepRates<double>& claimed,
                             const ClaimContext& context) {
  GramDescent<Real> descent({start.problem.samples, start.problem.tokens, start.problem.labels,
                             start.problem.head_values.template cast<Real>()},
                            promote<Real>(start.state));
  const std::int64_t tokens = parameters.tokens;
  const StepRates<Real> rates{Real(claimed.smallest), Real(claimed.largest)};
  ObservedGrowth observed;
  std::vector<Real> gaps = clean_gaps(descent);
  std::vector<Real> first_growth;
  for (const Real& gap : gaps) first_growth.push_back(growth_function(gap, tokens));
  std::vector<bool> is_covered(gaps.size(), true);
  for (int tau = 1; tau <= trajectory_steps; ++tau) {
    throw_if_interrupted(context);
    descent.step(Real(parameters.step_size));
    const std::vector<Real> next = clean_gaps(descent);
    const Real lower = growth_lower_envelope(rates, tau);
    const Real upper = growth_upper_envelope(rates, tau);
    for (std::size_t i = 0; i < gaps.size(); ++i) {
      const Real rate = step_rate(gaps[i], next[i], tokens);
      const Real growth = growth_function(next[i], tokens) - first_growth[i];
      ++observed.steps;
      observed.rates.smallest = std::min(observed.rates.smallest, static_cast<double>(rate));
      observed.rates.largest = std::max(observed.rates.largest, static_cast<double>(rate));
      // (8.17) is the lemma's hypothesis: of a sample that has left the range it says nothing.
      if (!(rate >= range.smallest && rate <= range.largest)) is_covered[i] = false;
      if (!is_covered[i]) continue;
      ++observed.covered;
      if (!(growth >= lower && growth <= upper)) ++observed.violations;
      observed.least_over_lower =
          std::min(observed.least_over_lower, static_cast<double>(growth / lower));
      observed.largest_over_upper =
          std::max(observed.largest_over_upper, static_cast<double>(growth / upper));
    }
    gaps = next;
    observed.last_upper_over_lower = static_cast<double>(upper / lower);
  }
  for (const Real& gap : gaps) {
    observed.last_gap = std::min(observed.last_gap, static_cast<double>(gap));
  }
  return observed;
}

StepRates<double> fit_step_rates(Engine engine, const Parameters& parameters,
                                 const ClaimContext& context) {
  StepRates<double> fitted{1e300, -1e300};
  for (std::uint64_t replicate = 1; replicate <= last_fitting_replicate; ++replicate) {
    const ObservedGrowth run =
        follow_growth<double>(trajectory_start(engine, parameters, context.seed, replicate),
                              parameters, {0, 1}, {0, 1}, context);
    fitted.smallest = std::min(fitted.smallest, run.rates.smallest);
    fitted.largest = std::max(fitted.largest, run.rates.largest);
  }
  return fitted;
}

void report_growth(const std::string& run, const StepRates<double>& range,
                   const ObservedGrowth& observed, std::vector<Measurement>& measurements) {
  const auto number = [](std::int64_t count) { return static_cast<double>(count); };
  const std::string in = ", " + run;
  measurements.insert(
      measurements.end(),
      {{"steps of clean samples outside the envelopes" + in,
        0.0,
        number(observed.violations),
        {0.0, 0.0}},
       {"share of steps whose rates stay in the range" + in,
        {},
        number(observed.covered) / number(observed.steps),
        {least_covered, {}}},
       {"least rate" + in, range.smallest, observed.rates.smallest, {}},
       {"largest rate" + in, range.largest, observed.rates.largest, {}},
       {"least growth/lower envelope" + in, {}, observed.least_over_lower, {1.0, {}}},
       {"largest growth/upper envelope" + in, {}, observed.largest_over_upper, {{}, 1.0}},
       {"upper/lower envelope at the last step" + in, {}, observed.last_upper_over_lower, {}},
       {"least x at the last step" + in, {}, observed.last_gap, {}}});
}

}  // namespace

StepRates<double> with_reserve(const StepRates<double>& fitted) {
  return {fitted.smallest / 1.25, fitted.largest * 1.25};
}

Finding decide(const ComparisonTrial& trial, const ClaimContext& context) {
  Finding finding;
  std::int64_t steps = 0;
  std::int64_t covered = 0;
  std::int64_t violations = 0;
  bool covers_enough = true;
  for (const Engine engine : {Engine::sampled, Engine::gram}) {
    const Parameters parameters = trajectory_setting(engine);
    const StepRates<double> fitted = fit_step_rates(engine, parameters, context);
    const std::string run(name(engine));
    if (!(fitted.smallest > 0)) {
      finding.verdict = Verdict::inconclusive;
      finding.explanation = "engine " + run + ": a gap of the fitting replicates decreased";
      return finding;
    }
    const StepRates<double> range = with_reserve(fitted);
    const StepRates<double> claimed = trial.rates_of(fitted);
    const GramStart<double> start = trajectory_start(engine, parameters, context.seed, 0);
    const std::array observed = {
        follow_growth<double>(start, parameters, range, claimed, context),
        follow_growth<Float50>(start, parameters, range, claimed, context)};
    report_growth(run + ", double", range, observed[0], finding.measurements);
    report_growth(run + ", 50 digits", range, observed[1], finding.measurements);
    for (const ObservedGrowth& each : observed) {
      steps += each.steps;
      covered += each.covered;
      violations += each.violations;
      covers_enough = covers_enough && static_cast<double>(each.covered) >=
                                           least_covered * static_cast<double>(each.steps);
    }
  }
  finding.replicates = 2;
  finding.verdict = violations > 0  ? Verdict::fail
                    : covers_enough ? Verdict::pass
                                    : Verdict::inconclusive;
  finding.explanation = std::to_string(violations) + " of " + std::to_string(covered) +
                        " steps with rates in the range are outside the envelopes; " +
                        std::to_string(steps - covered) +
                        " steps are of samples that left the range";
  return finding;
}

Claim comparison_on_trajectories_claim() {
  return {
      {"lemma.comparison_on_trajectories",
       "along gradient descent G of a clean sample's gap grows within the two envelopes of the "
       "range of rates fitted on other replicates, as long as the sample's rates stay in it",
       "[derived] theory/README.md (8.17), (8.18)", "lemma",
       "kappa = 80, T = 4, eta = rho = 0.1, p0 = 0; sampled: n = 20, d = 10^8; gram: n = 10, "
       "d = 400",
       "least and largest rate over replicates 1 to 3, with a reserve of a quarter on either "
       "side; replicate 0: every one of 400 steps of every clean sample, up to the first rate "
       "outside "
       "the range, in double and at 50 digits, between the envelopes; at least half of the steps",
       "sampled, gram", "double, 50"},
      Decision::arithmetic,
      [](const ClaimContext& context) { return decide({with_reserve}, context); }};
}

}  // namespace benignity
