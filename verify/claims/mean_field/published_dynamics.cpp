#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <string>
#include <vector>

#include "sim/trajectory/simulate.hpp"
#include "verify/claims/mean_field/claims.hpp"
#include "verify/claims/mean_field/published_dynamics_figure.hpp"
#include "verify/claims/runs.hpp"
#include "verify/statistics/clopper_pearson.hpp"
#include "verify/statistics/exchangeable_envelope.hpp"

namespace benignity {
namespace published_dynamics_trial {
namespace {

ClaimDescription statement() {
  return {
      "mean_field.published_dynamics",
      "softmax curves of explicit tokens with the published uniform weights leave envelopes over "
      "seeds of the sampled law no more often than its own runs do, at the paper's three settings",
      "[derived] theory/README.md section 5; [published] settings and initial law",
      "mean_field",
      "(d, |mu|) = (2000, 20), (4500, 5), (1000, 90); n = 20, T = 8, rho = 0.1, eta = 0.2, "
      "alpha = 0.005, 1000 steps",
      "48 sampled and 8 explicit runs a setting, none with the draws of another; mean s_1 of clean "
      "and of noisy samples every "
      "25 steps; a curve's score is its largest distance from the pooled mean in pooled "
      "standard deviations; the envelope holds the 40 nearest of the 48. "
      "Scores are exchangeable under the statement, so the law of the number of judged runs "
      "outside is exact: FAIL where it has probability at most alpha; PASS needs the "
      "Clopper-Pearson bound of the share outside below 0.75 (expected: 9/49)",
      "sampled, gram",
      "double"};
}

struct Setting {
  std::int64_t dimension;
  double signal_norm;
};
constexpr std::array<Setting, 3> settings = {{{2000, 20}, {4500, 5}, {1000, 90}}};
constexpr std::int64_t design_runs = 48;  // sampled
constexpr std::int64_t left_out = 8;      // farthest design runs, not in the envelope
constexpr std::int64_t judged_runs = 8;   // gram with the published weights
constexpr std::int64_t all_judged = judged_runs * static_cast<std::int64_t>(settings.size());
constexpr std::int64_t stride = 25;
/// PASS: the share of runs outside is below it at confidence 1 - alpha.
constexpr double largest_share = 0.75;
/// Added to the standard deviation of s_1 at every moment.
constexpr double spread_floor = 0.001;

std::string place(const Setting& setting) {
  return "d, |mu| = " + std::to_string(setting.dimension) + ", " +
         std::to_string(std::lround(setting.signal_norm));
}

RunSettings run_at(const Setting& setting, const ClaimContext& context) {
  Parameters parameters;
  parameters.dimension = setting.dimension;
  parameters.signal_norm = setting.signal_norm;
  RunSettings run = run_of(parameters, context, 0);
  run.chosen_record_every = stride;
  return run;
}

/// Mean s_1 of clean samples at every recorded moment, then of noisy ones.
std::vector<double> softmax_curves(const RunSettings& run, const ClaimContext& context) {
  throw_if_interrupted(context);
  const Trajectory trajectory = simulate(run);
  std::vector<double> curve;
  for (const Snapshot& at : trajectory.snapshots) curve.push_back(at.clean_relevant_mean.value());
  for (const Snapshot& at : trajectory.snapshots) curve.push_back(at.noisy_relevant_mean.value());
  return curve;
}

/// The design's curves, then the judged ones.
Curves draw_curves(std::size_t setting, const PublishedDynamicsDesign& design,
                   const ClaimContext& context) {
  Curves curves(design_runs + judged_runs);
  const std::uint64_t first = published_dynamics_replicates(setting).front();
  over_replicates(context, 0, design_runs + judged_runs, [&](std::int64_t index) {
    const auto i = static_cast<std::size_t>(index);
    RunSettings run = run_at(settings.at(setting), context);
    run.replicate = first + i;
    if (index >= design_runs) {
      run.engine = Engine::gram;
      run.parameters.init_weight_law = InitWeightLaw::uniform;
      run.parameters.chosen_init_weight_std =
          run.parameters.init_weight_std() * std::sqrt(design.weight_variance_factor);
    }
    curves[i] = softmax_curves(run, context);
  });
  return curves;
}

std::vector<double> moments() {
  std::vector<double> steps;
  for (double step = 0; step <= Parameters{}.steps; step += stride) steps.push_back(step);
  return steps;
}

DrawnSetting drawn(const Setting& setting, const Curves& curves, const ClaimContext& context) {
  return {run_at(setting, context).parameters,
          moments(),
          {curves.begin(), curves.begin() + design_runs},
          curves[design_runs]};
}

Finding check(const PublishedDynamicsDesign& design, const ClaimContext& context) {
  Finding finding;
  std::size_t outside = 0;
  std::vector<double> tail = {1};
  std::vector<DrawnSetting> pictured;
  for (std::size_t index = 0; index < settings.size(); ++index) {
    const Setting& setting = settings.at(index);
    const Curves curves = draw_curves(index, design, context);
    const std::vector<double> scores = envelope_scores(curves, spread_floor);
    std::vector<double> inner(scores.begin(), scores.begin() + design_runs);
    std::sort(inner.begin(), inner.end());
    const double edge = inner[design_runs - left_out - 1];
    std::size_t here = 0;
    double farthest = 0;
    for (std::size_t i = design_runs; i < scores.size(); ++i) {
      farthest = std::max(farthest, scores[i]);
      if (scores[i] > edge) ++here;
    }
    outside += here;
    tail = tail_of_sum(tail, outside_count_tail({design_runs, left_out, judged_runs}));
    finding.measurements.push_back({"judged runs outside the envelope at " + place(setting),
                                    std::nullopt,
                                    static_cast<double>(here),
                                    {}});
    finding.measurements.push_back(
        {"half-width of the envelope [standard deviations] at " + place(setting),
         std::nullopt,
         edge,
         {}});
    finding.measurements.push_back(
        {"farthest judged run [standard deviations] at " + place(setting),
         std::nullopt,
         farthest,
         {}});
    pictured.push_back(drawn(setting, curves, context));
  }
  std::size_t fewest = 0;  // that FAIL at this level
  while (fewest < tail.size() && tail[fewest] > context.alpha) ++fewest;
  finding.replicates = static_cast<std::int64_t>(settings.size()) * (design_runs + judged_runs);
  finding.measurements.insert(finding.measurements.begin(),
                              {"judged runs outside an envelope, of 24",
                               24.0 * (left_out + 1) / (design_runs + 1),
                               static_cast<double>(outside),
                               {{}, static_cast<double>(fewest) - 1}});
  const auto outside_count = static_cast<std::int64_t>(outside);
  const double share = static_cast<double>(outside) / static_cast<double>(all_judged);
  const ProportionBounds bounds = clopper_pearson(outside_count, all_judged, context.alpha);
  finding.test =
      StatisticalTest{"share of runs outside the envelope of 40 among 48 exchangeable ones",
                      share,
                      {bounds.lower, bounds.upper},
                      context.alpha,
                      tail[outside],
                      1};
  finding.figures = {published_dynamics_figure(pictured)};
  finding.measurements.push_back(
      {"confidence bound of the share outside", std::nullopt, bounds.upper, {{}, largest_share}});
  finding.verdict = outside >= fewest              ? Verdict::fail
                    : bounds.upper < largest_share ? Verdict::pass
                                                   : Verdict::inconclusive;
  finding.explanation = std::to_string(outside) + " of 24 explicit runs leave the envelopes; " +
                        std::to_string(fewest) + " would be rejected";
  return finding;
}

}  // namespace
}  // namespace published_dynamics_trial

double power_of_envelope(const Finding& finding) {
  constexpr std::int64_t all = published_dynamics_trial::all_judged;
  const double outside = finding.test.value().value * static_cast<double>(all);
  const double most = finding.measurements.at(0).accept.upper.value();  // that do not FAIL
  const double share = clopper_pearson(std::llround(outside), all, 0.05).lower;
  return 1 - binomial_lower_tail(std::llround(most), all, share);
}

std::vector<std::uint64_t> published_dynamics_replicates(std::size_t setting) {
  using namespace published_dynamics_trial;
  // Replicates of one number share their draws whatever the setting, so each setting has its own:
  // with the same 56 at all three the counts outside correlated by up to 0.33, and 12 of 24 had
  // about four times the probability that the convolution of three tails gives it.
  std::vector<std::uint64_t> replicates(design_runs + judged_runs);
  std::iota(replicates.begin(), replicates.end(), setting * replicates.size());
  return replicates;
}

Claim published_dynamics_claim(const PublishedDynamicsDesign& design) {
  return {published_dynamics_trial::statement(), Decision::statistical,
          [design](const ClaimContext& context) {
            return published_dynamics_trial::check(design, context);
          }};
}

}  // namespace benignity
