#include "verify/claims/theorem/existence.hpp"

#include <algorithm>
#include <cmath>
#include <string>

#include <fmt/format.h>

#include "sim/engine/sampled.hpp"
#include "sim/test_law/fresh_samples.hpp"
#include "theory/invalid_input.hpp"
#include "verify/claims/runs.hpp"
#include "verify/claims/theorem/claims.hpp"
#include "verify/claims/theorem/constructed_query.hpp"
#include "verify/statistics/joint_decision.hpp"
#include "verify/statistics/success_probability.hpp"

namespace benignity {
namespace existence_trial {
namespace {

ClaimDescription statement() {
  return {"theorem.existence",
          "the query mu_+1 + mu_-1 + s sum_i eps^(i) is not overfitting for small s, overfits "
          "benignly in a window of s and harmfully for large s",
          "[derived] theory/README.md (10.6) to (10.9)",
          "theorem",
          "W = I; n = 10, 20, 40 by d = 2*10^7, 10^8, 10^10; |mu| = 100, T = 4, rho = 0.1, "
          "eta = 0.2, delta = 0.1: every end of the window exists and the window is open",
          "96 replicates a setting (doubled at most twice), each at 8 scales: both ends and a "
          "point inside of each range of s, all computed before the run; every promise must hold "
          "at all 8 scales with probability at least 1 - delta at each setting (Clopper-Pearson; "
          "all must pass, Bonferroni for FAIL); 400 fresh "
          "samples a replicate",
          "sampled",
          "double"};
}

constexpr std::int64_t fresh_samples = 400;
/// All of them successes put the Clopper-Pearson bound above 0.9 at alpha from 10^-4 on. They are
/// decided a setting: a bound on the average over nine settings would let one of them fail every
/// other time (0.944 on average) and pass.
constexpr std::int64_t replicates_a_setting = 96;

enum class Range { not_overfitting, benign, harmful };

struct Trial {
  Range range;
  double scale;
};

/// The ends of each range and a point inside.
std::vector<Trial> trials_of(const QueryWindow& window) {
  const double quiet = *window.not_overfitting_end;
  const double start = *window.benign_start;
  const double end = *window.benign_end;
  const double harmful = *window.harmful_start;
  return {{Range::not_overfitting, 0},
          {Range::not_overfitting, quiet / 2},
          {Range::not_overfitting, quiet},
          {Range::benign, start},
          {Range::benign, std::sqrt(start * end)},
          {Range::benign, end},
          {Range::harmful, harmful},
          {Range::harmful, 10 * harmful}};
}

/// Training and test figures at one scale.
struct Figures {
  double train_accuracy = 0;
  double test_accuracy = 0;
  bool clean_select_relevant = true;  ///< s_1 >= 1/2 on every clean sample
  bool noisy_select_relevant = true;
  bool clean_fitted = true;
  bool noisy_fitted = true;
  bool noisy_unfitted = true;  ///< Y f < 0 on every noisy sample
};

Figures training_figures(const AttentionProblem<double>& problem, const Vector<double>& logits) {
  AttentionResponse<double> response;
  respond(problem, logits, response);
  Figures figures;
  std::int64_t fitted_samples = 0;
  for (Eigen::Index i = 0; i < response.margin.size(); ++i) {
    const bool fitted = response.margin(i) > 0;
    const bool selects = response.relevant(i) >= 0.5;
    if (fitted) ++fitted_samples;
    if (problem.labels.is_noisy(static_cast<std::size_t>(i))) {
      figures.noisy_select_relevant = figures.noisy_select_relevant && selects;
      figures.noisy_fitted = figures.noisy_fitted && fitted;
      figures.noisy_unfitted = figures.noisy_unfitted && response.margin(i) < 0;
    } else {
      figures.clean_select_relevant = figures.clean_select_relevant && selects;
      figures.clean_fitted = figures.clean_fitted && fitted;
    }
  }
  figures.train_accuracy =
      static_cast<double>(fitted_samples) / static_cast<double>(response.margin.size());
  return figures;
}

bool holds(Range range, const Figures& figures, const Parameters& parameters,
           const QueryWindow& window) {
  const bool accurate = figures.test_accuracy >= 1 - parameters.failure_probability;
  const bool fits_clean = figures.clean_select_relevant && figures.clean_fitted;
  if (range == Range::not_overfitting) {
    return fits_clean && figures.noisy_select_relevant && figures.noisy_unfitted && accurate;
  }
  if (!fits_clean || !figures.noisy_fitted || figures.noisy_select_relevant) return false;
  return range == Range::benign ? accurate : 1 - figures.test_accuracy >= window.harmful_test_error;
}

std::vector<Figures> figures_at(const std::vector<Trial>& trials, const Parameters& parameters,
                                std::uint64_t seed, std::uint64_t replicate) {
  const GramStart<double> start = sample_gram_start(parameters, seed, replicate);
  std::vector<Figures> figures;
  std::vector<AttentionReadout> readouts;
  for (const Trial& trial : trials) {
    const ConstructedQuery query =
        constructed_query(parameters, start.problem.labels, start.state.kernel, trial.scale);
    figures.push_back(training_figures(start.problem, query.logits));
    readouts.push_back(query.readout);
  }
  const std::vector<TestStatistics> tests =
      gaussian_projection_statistics(parameters, {seed, replicate, fresh_samples}, readouts);
  for (std::size_t k = 0; k < figures.size(); ++k) {
    figures[k].test_accuracy = tests[k].accuracy.mean;
  }
  return figures;
}

/// One setting's running sums over replicates, one for each scale tried.
struct Tally {
  std::vector<double> train_accuracy;
  std::vector<double> test_accuracy;
  double replicates = 0;
};

std::string setting_name(const Parameters& parameters) {
  return "n = " + std::to_string(parameters.samples) +
         ", d = " + shortest_decimal(static_cast<double>(parameters.dimension));
}

void report(const Parameters& parameters, const QueryWindow& window, const Tally& tally,
            std::vector<Measurement>& measurements) {
  const std::string at = " at " + setting_name(parameters);
  const double clean =
      1 - static_cast<double>(fixed_flips(parameters)) / static_cast<double>(parameters.samples);
  const double delta = parameters.failure_probability;
  const auto mean = [&](const std::vector<double>& sums, std::size_t k) {
    return sums[k] / tally.replicates;
  };
  measurements.insert(
      measurements.end(),
      {{"benign_end/benign_start" + at, {}, *window.benign_end / *window.benign_start, {1.0, {}}},
       {"train accuracy, not_overfitting_end" + at, clean, mean(tally.train_accuracy, 2), {}},
       {"test accuracy, not_overfitting_end" + at,
        {},
        mean(tally.test_accuracy, 2),
        {1 - delta, {}}},
       {"train accuracy, benign_start" + at, 1.0, mean(tally.train_accuracy, 3), {}},
       {"test accuracy, benign_end" + at, {}, mean(tally.test_accuracy, 5), {1 - delta, {}}},
       {"train accuracy, harmful_start" + at, 1.0, mean(tally.train_accuracy, 6), {}},
       {"test accuracy, 10 harmful_start" + at,
        1 - test_error_of_random_selection(parameters),
        mean(tally.test_accuracy, 7),
        {{}, 1 - window.harmful_test_error}}});
}

}  // namespace
}  // namespace existence_trial

std::vector<Parameters> existence_settings() {
  std::vector<Parameters> settings;
  for (const std::int64_t samples : {10, 20, 40}) {
    for (const std::int64_t dimension : {20'000'000LL, 100'000'000LL, 10'000'000'000LL}) {
      Parameters parameters;
      parameters.samples = samples;
      parameters.tokens = 4;
      parameters.dimension = dimension;
      parameters.signal_norm = 100;
      parameters.failure_probability = 0.1;
      settings.push_back(parameters);
    }
  }
  return settings;
}

Finding decide(const ExistenceTrial& trial, const ClaimContext& context) {
  using namespace existence_trial;
  Finding finding;
  std::vector<QueryWindow> windows;
  for (const Parameters& parameters : trial.settings) {
    const QueryWindow& window = windows.emplace_back(trial.window_of(parameters));
    if (!window.is_open() || !window.not_overfitting_end || !window.harmful_start) {
      finding.verdict = Verdict::out_of_regime;
      finding.explanation = "the window lacks an end or is closed at " + setting_name(parameters);
      return finding;
    }
  }
  std::vector<std::int64_t> broken(3, 0);
  std::vector<DecidedStatement> statements;
  std::vector<Measurement> details;
  double least_share = 1;
  const double least = 1 - trial.settings.front().failure_probability;
  for (std::size_t setting = 0; setting < trial.settings.size(); ++setting) {
    const Parameters& parameters = trial.settings[setting];
    const std::vector<Trial> trials = trials_of(windows[setting]);
    const std::vector<double> none(trials.size(), 0);
    Tally tally{none, none, 0};
    const auto successes_among = [&](std::int64_t first, std::int64_t last) {
      std::vector<std::vector<Figures>> outcomes(static_cast<std::size_t>(last - first));
      over_replicates(context, first, last, [&](std::int64_t replicate) {
        outcomes[static_cast<std::size_t>(replicate - first)] =
            figures_at(trials, parameters, context.seed, static_cast<std::uint64_t>(replicate));
      });
      std::int64_t successes = 0;
      for (const std::vector<Figures>& figures : outcomes) {
        bool all_hold = true;
        ++tally.replicates;
        for (std::size_t k = 0; k < figures.size(); ++k) {
          tally.train_accuracy[k] += figures[k].train_accuracy;
          tally.test_accuracy[k] += figures[k].test_accuracy;
          if (holds(trials[k].range, figures[k], parameters, windows[setting])) continue;
          all_hold = false;
          ++broken[static_cast<std::size_t>(trials[k].range)];
        }
        if (all_hold) ++successes;
      }
      return successes;
    };
    const SuccessDecision decision = decide_success_probability(
        {.probability = least, .alpha = context.alpha, .first_look = replicates_a_setting},
        successes_among);
    statements.push_back({decision.verdict, decision.test});
    finding.replicates += decision.replicates;
    least_share = std::min(least_share, decision.test.value);
    details.push_back({"share of replicates with every promise kept at " + setting_name(parameters),
                       least,
                       decision.test.value,
                       {least, 1.0}});
    report(parameters, windows[setting], tally, details);
  }
  const DecidedStatement joint = joint_decision(statements, context.alpha);
  finding.verdict = joint.verdict;
  finding.test = joint.test;
  finding.measurements = {
      {"least share of replicates with every promise kept", least, least_share, {least, 1.0}}};
  finding.measurements.insert(finding.measurements.end(), details.begin(), details.end());
  const std::size_t shown = trial.settings.size() / 2;
  finding.figures = {selected_tokens_figure(trial.settings[shown], windows[shown], context.seed)};
  finding.explanation = fmt::format(
      "{} of {} settings keep every promise; promises broken in {} replicates: {} not overfitting, "
      "{} benign, {} harmful",
      std::count_if(statements.begin(), statements.end(),
                    [](const DecidedStatement& each) { return each.verdict == Verdict::pass; }),
      statements.size(), finding.replicates, broken[0], broken[1], broken[2]);
  return finding;
}

Claim existence_claim() {
  return {existence_trial::statement(), Decision::statistical, [](const ClaimContext& context) {
            return decide({existence_settings(), query_window}, context);
          }};
}

}  // namespace benignity
