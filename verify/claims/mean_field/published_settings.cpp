#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "sim/trajectory/simulate.hpp"
#include "verify/claims/mean_field/claims.hpp"
#include "verify/claims/runs.hpp"
#include "verify/statistics/joint_decision.hpp"
#include "verify/statistics/success_probability.hpp"

namespace benignity {
namespace published_settings_trial {
namespace {

ClaimDescription statement() {
  return {
      "mean_field.published_settings",
      "the published train and test accuracies of the three settings are no outliers of the law "
      "over seeds: none lies among its most extreme 2.5% on either side",
      "[paper] code and figures: (2000, 20) 1.0/0.996, (4500, 5) 1.0/0.867, (1000, 80 to 100) "
      "0.8 to 0.9/1.0",
      "mean_field",
      "n = 20, T = 8, rho = 0.1, eta = 0.2, alpha = 0.005, 1000 steps, Gaussian weights of "
      "the published variance",
      "1000 test samples of which, as in the published code, the first n repeat the training "
      "samples with true labels; 200 replicates a setting, doubled twice at most; what the "
      "printed digits allow (0.996 +- 0.0005, 1.0 +- 0.05, 0.8 to 0.9) has at least 2.5% of the "
      "seeds on and beyond either side (Clopper-Pearson; 16 statements, all must pass, "
      "Bonferroni for FAIL)",
      "sampled",
      "double"};
}

/// Every printed figure is one draw of the law over seeds. The range of 50 seeds grows with every
/// seed, so that the claim that a figure lies inside it weakens with work; that it is not among the
/// most extreme 2.5% on either side gets sharper.
constexpr double least_tail = 0.025;
constexpr std::int64_t first_look =
    200;  // 0 of 800 reject a tail of 2.5% at 10^-4, 5% of 200 do not
constexpr std::int64_t test_samples = 1000;
/// Two tails of two accuracies at four settings. Each is decided at a share of the level, so that
/// one that is rejected goes on until it rejects the whole.
constexpr double statement_count = 16;

/// A published accuracy: what the printed digits allow, or a printed range.
struct PrintedFigure {
  double lower;
  double upper;
};
constexpr PrintedFigure printed(double value, double half_a_digit) {
  return {value - half_a_digit, value + half_a_digit};
}

struct Published {
  std::int64_t dimension;
  double signal_norm;
  PrintedFigure train;
  PrintedFigure test;
};
constexpr PrintedFigure one_point_zero = printed(1.0, 0.05);
constexpr std::array<Published, 4> published = {{{2000, 20, one_point_zero, printed(0.996, 0.0005)},
                                                 {4500, 5, one_point_zero, printed(0.867, 0.0005)},
                                                 {1000, 80, {0.8, 0.9}, one_point_zero},
                                                 {1000, 100, {0.8, 0.9}, one_point_zero}}};

/// One run's accuracies.
struct Accuracies {
  double train = 0;
  double test = 0;   ///< on the published test set
  double fresh = 0;  ///< on fresh samples alone
};

/// The published code draws train and test noise from one seed: its first n test samples are the
/// training samples with their true labels. Those of label noise count as wrong once memorised.
double accuracy_on_published_test_set(const Parameters& parameters, const Snapshot& at) {
  const auto samples = static_cast<double>(parameters.samples);
  const double noisy_share = static_cast<double>(fixed_flips(parameters)) / samples;
  const double right_in_training = (1 - noisy_share) * at.clean_fitted.value_or(0) +
                                   noisy_share * (1 - at.noisy_fitted.value_or(1));
  constexpr auto total = static_cast<double>(test_samples);
  return at.test.accuracy.mean * (1 - samples / total) + right_in_training * samples / total;
}

/// The runs of one setting, drawn once however many statements look at them.
class SettingRuns {
 public:
  SettingRuns(const Published& setting, const ClaimContext& context) : context_(context) {
    parameters_.dimension = setting.dimension;
    parameters_.signal_norm = setting.signal_norm;
  }

  /// The first `count` replicates.
  const std::vector<Accuracies>& first(std::int64_t count) {
    const auto before = static_cast<std::int64_t>(runs_.size());
    if (count > before) runs_.resize(static_cast<std::size_t>(count));
    over_replicates(context_, before, std::max(count, before), [&](std::int64_t replicate) {
      RunSettings run = ends_of_run(parameters_, context_, static_cast<std::uint64_t>(replicate));
      run.test_samples = test_samples;
      const Snapshot at = simulate(run).final();
      runs_[static_cast<std::size_t>(replicate)] = {at.train_accuracy,
                                                    accuracy_on_published_test_set(parameters_, at),
                                                    at.test.accuracy.mean};
    });
    return runs_;
  }

 private:
  const ClaimContext& context_;
  Parameters parameters_;
  std::vector<Accuracies> runs_;
};

double mean_of(const std::vector<Accuracies>& runs, double Accuracies::*figure) {
  double sum = 0;
  for (const Accuracies& run : runs) sum += run.*figure;
  return sum / static_cast<double>(runs.size());
}

Finding check(const PublishedSettingsDesign& design, const ClaimContext& context) {
  throw_if_interrupted(context);
  /// Of shares that are ratios of whole numbers.
  constexpr double rounding = 1e-12;
  Finding finding;
  std::vector<DecidedStatement> statements;
  for (Published figure : published) {
    if (std::count(design.dimensions.begin(), design.dimensions.end(), figure.dimension) == 0) {
      continue;
    }
    if (figure.dimension == 4500) {
      figure.test.lower += design.test_accuracy_shift;
      figure.test.upper += design.test_accuracy_shift;
    }
    SettingRuns runs(figure, context);
    const std::string where = fmt::format(" at ({}, {})", figure.dimension, figure.signal_norm);
    const auto decide_tail = [&](const std::string& what, const auto& holds) {
      const SuccessDecision decision = decide_success_probability(
          {.probability = least_tail,
           .alpha = context.alpha / statement_count,
           .first_look = first_look},
          [&](std::int64_t first, std::int64_t last) {
            const auto& all = runs.first(last);
            return std::count_if(all.begin() + first, all.begin() + last, holds);
          });
      statements.push_back({decision.verdict, decision.test});
      finding.measurements.push_back({"share of seeds with " + what + where,
                                      std::nullopt,
                                      decision.test.value,
                                      {least_tail, {}}});
    };
    const auto decide_figure = [&](const std::string& name, double Accuracies::*accuracy,
                                   const PrintedFigure& print) {
      decide_tail(fmt::format("{} accuracy at most {:.5g}", name, print.upper),
                  [&](const Accuracies& run) { return run.*accuracy <= print.upper + rounding; });
      decide_tail(fmt::format("{} accuracy at least {:.5g}", name, print.lower),
                  [&](const Accuracies& run) { return run.*accuracy >= print.lower - rounding; });
    };
    decide_figure("train", &Accuracies::train, figure.train);
    decide_figure("test", &Accuracies::test, figure.test);
    const std::vector<Accuracies>& all = runs.first(0);
    finding.replicates += static_cast<std::int64_t>(all.size());
    finding.measurements.push_back(
        {"mean train accuracy" + where, std::nullopt, mean_of(all, &Accuracies::train), {}});
    finding.measurements.push_back(
        {"mean test accuracy" + where, std::nullopt, mean_of(all, &Accuracies::test), {}});
    finding.measurements.push_back({"mean accuracy on fresh samples" + where,
                                    std::nullopt,
                                    mean_of(all, &Accuracies::fresh),
                                    {}});
  }
  const DecidedStatement joint = joint_decision(statements, context.alpha);
  finding.verdict = joint.verdict;
  finding.test = joint.test;
  finding.explanation = fmt::format(
      "{} of {} tails beyond the printed figures hold more than 2.5% of the seeds",
      std::count_if(statements.begin(), statements.end(),
                    [](const DecidedStatement& each) { return each.verdict == Verdict::pass; }),
      statements.size());
  return finding;
}

}  // namespace
}  // namespace published_settings_trial

Claim published_settings_claim(const PublishedSettingsDesign& design) {
  return {published_settings_trial::statement(), Decision::statistical,
          [design](const ClaimContext& context) {
            return published_settings_trial::check(design, context);
          }};
}

}  // namespace benignity
