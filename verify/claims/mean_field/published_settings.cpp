#include <algorithm>
#include <array>
#include <cmath>
#include <string>

#include "sim/trajectory/simulate.hpp"
#include "verify/claims/mean_field/claims.hpp"
#include "verify/claims/runs.hpp"

namespace benignity {
namespace published_settings_trial {
namespace {

ClaimDescription statement() {
  return {"mean_field.published_settings",
          "the published train and test accuracies of the three settings lie inside the spread "
          "over seeds",
          "[paper] code and figures: (2000, 20) 1.0/0.996, (4500, 5) 1.0/0.867, (1000, 80 to 100) "
          "0.8 to 0.9/1.0",
          "mean_field",
          "n = 20, T = 8, rho = 0.1, eta = 0.2, alpha = 0.005, 1000 steps, Gaussian weights of "
          "the published variance",
          "50 replicates a setting; 1000 test samples of which, as in the published code, the "
          "first n repeat the training samples with true labels; what the printed digits allow "
          "(0.996 +- 0.0005, 1.0 +- 0.05, 0.8 to 0.9) must meet the spread from the least to the "
          "largest observed",
          "sampled",
          "double"};
}

constexpr std::uint64_t replicates = 50;
constexpr std::int64_t test_samples = 1000;

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

struct Spread {
  double least = 1;
  double most = 0;
  double mean = 0;

  [[nodiscard]] bool meets(const PrintedFigure& figure) const {
    return figure.upper >= least && figure.lower <= most;
  }
  void add(double value) {
    least = std::min(least, value);
    most = std::max(most, value);
    mean += value / static_cast<double>(replicates);
  }
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

Finding check(const ClaimContext& context) {
  Finding finding;
  bool inside = true;
  for (const Published& figure : published) {
    Spread train;
    Spread test;
    Spread fresh;
    for (std::uint64_t replicate = 0; replicate < replicates; ++replicate) {
      throw_if_interrupted(context);
      Parameters parameters;
      parameters.dimension = figure.dimension;
      parameters.signal_norm = figure.signal_norm;
      RunSettings run = ends_of_run(parameters, context, replicate);
      run.test_samples = test_samples;
      const Snapshot at = simulate(run).final();
      train.add(at.train_accuracy);
      test.add(accuracy_on_published_test_set(run.parameters, at));
      fresh.add(at.test.accuracy.mean);
    }
    const std::string where = " at (" + std::to_string(figure.dimension) + ", " +
                              std::to_string(std::lround(figure.signal_norm)) + ")";
    inside = inside && train.meets(figure.train) && test.meets(figure.test);
    const auto report = [&](const std::string& what, const Spread& spread,
                            const PrintedFigure& print) {
      const double middle = (print.lower + print.upper) / 2;
      finding.measurements.push_back(
          {"least " + what + where, middle, spread.least, {std::nullopt, print.upper}});
      finding.measurements.push_back(
          {"largest " + what + where, middle, spread.most, {print.lower, std::nullopt}});
      finding.measurements.push_back({"mean " + what + where, middle, spread.mean, {}});
    };
    report("train accuracy", train, figure.train);
    report("test accuracy", test, figure.test);
    finding.measurements.push_back(
        {"mean accuracy on fresh samples" + where, std::nullopt, fresh.mean, {}});
  }
  finding.replicates = static_cast<std::int64_t>(replicates * published.size());
  finding.verdict = inside ? Verdict::pass : Verdict::fail;
  finding.explanation = "published accuracies against least and largest over 50 seeds";
  return finding;
}

}  // namespace
}  // namespace published_settings_trial

Claim published_settings_claim() {
  return {published_settings_trial::statement(), Decision::arithmetic,
          published_settings_trial::check};
}

}  // namespace benignity
