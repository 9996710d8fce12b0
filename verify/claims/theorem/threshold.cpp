#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <vector>

#include "sim/trajectory/simulate.hpp"
#include "theory/mean_field/critical_kappa.hpp"
#include "theory/signal_to_noise_ratio.hpp"
#include "verify/claims/runs.hpp"
#include "verify/claims/theorem/claims.hpp"
#include "verify/statistics/containment.hpp"
#include "verify/statistics/slope_equivalence.hpp"

namespace benignity {
namespace threshold_trial {
namespace {

ClaimDescription statement() {
  return {"theorem.threshold",
          "the SNR^2 from which on noisy samples select the relevant token is kappa*/n: exponent "
          "-1 in n, kappa* the mean field's",
          "[derived] theory/README.md (7.9), from [paper] Theorem: SNR^2 against 1/n",
          "theorem",
          "d = 10^10, T = 3, eta = 0.2, rho = 0.01, sigma_w = 1, p0 = 0; n = 10, 20, 40, 80, 160",
          "bisection of log kappa from 0.8 to 1.25 kappa* down to 0.7% on 'all noisy samples have "
          "s_1 >= 1/2 within 40 units of scaled time', one sampled start a run; the exponents that "
          "the brackets allow lie within -1 +- 0.03, every critical kappa within 3% of kappa*",
          "flow",
          "double"};
}

constexpr std::array<std::int64_t, 5> sample_counts = {10, 20, 40, 80, 160};
constexpr std::int64_t dimension = 10'000'000'000;
constexpr double scaled_horizon = 40;
constexpr double exponent_tolerance = 0.03;
constexpr double critical_tolerance = 0.03;
/// Bisection starts from these multiples of the mean field's kappa*, so that the last bracket is
/// 0.7% wide.
constexpr double least_ratio = 0.8;
constexpr double largest_ratio = 1.25;
constexpr int halvings = 6;

/// T = 3 keeps m = nT small; an even number of flips keeps both classes alike at every n.
Parameters setting(std::int64_t samples, double kappa) {
  Parameters parameters;
  parameters.samples = samples;
  parameters.tokens = 3;
  parameters.dimension = dimension;
  parameters.weak_signal = 0.01;
  parameters.chosen_init_weight_std = 1;
  parameters = with_kappa(parameters, kappa);
  parameters.steps = scaled_horizon * std::exp(log_steps_per_scaled_time(parameters));
  return parameters;
}

bool selects(std::int64_t samples, double kappa, const ClaimContext& context) {
  throw_if_interrupted(context);
  RunSettings run =
      ends_of_run(setting(samples, kappa), context, static_cast<std::uint64_t>(samples));
  run.engine = Engine::flow;
  return simulate(run).stopping_times.select_noisy.has_value();
}

/// Critical kappa over the mean field's lies between.
struct RatioBracket {
  double lower = 0;
  double upper = 0;
  bool found = false;
};

RatioBracket bisect(std::int64_t samples, double predicted, const ClaimContext& context) {
  if (selects(samples, least_ratio * predicted, context) ||
      !selects(samples, largest_ratio * predicted, context)) {
    return {};
  }
  RatioBracket bracket{least_ratio, largest_ratio, true};
  for (int i = 0; i < halvings; ++i) {
    const double middle = std::sqrt(bracket.lower * bracket.upper);
    (selects(samples, middle * predicted, context) ? bracket.upper : bracket.lower) = middle;
  }
  return bracket;
}

/// The least and the largest slope of log SNR^2 = log(kappa/n) that the brackets allow: the slope
/// grows in the values at n above the geometric mean and falls in the others.
Interval exponents(const std::vector<RatioBracket>& brackets) {
  std::vector<double> n;
  std::vector<double> steep;
  std::vector<double> shallow;
  const double middle = std::log(static_cast<double>(sample_counts[2]));
  for (std::size_t i = 0; i < brackets.size(); ++i) {
    n.push_back(static_cast<double>(sample_counts[i]));
    const bool right = std::log(n.back()) > middle;
    steep.push_back((right ? brackets[i].lower : brackets[i].upper) / n.back());
    shallow.push_back((right ? brackets[i].upper : brackets[i].lower) / n.back());
  }
  return {log_log_slope(n, steep), log_log_slope(n, shallow)};
}

Figure figure_of(const std::vector<RatioBracket>& brackets, double critical) {
  Series observed{"bisection, flow", Mark::observed, {}, {}, {}};
  Series predicted{"κ*/n, exponent −1", Mark::predicted, {}, {}, {}};
  for (std::size_t i = 0; i < brackets.size(); ++i) {
    const auto n = static_cast<double>(sample_counts[i]);
    observed.x.push_back(n);
    observed.y.push_back(critical * std::sqrt(brackets[i].lower * brackets[i].upper) / n);
    predicted.x.push_back(n);
    predicted.y.push_back(critical / n);
  }
  return {.name = "theorem_threshold",
          .caption = "The SNR² above which noisy samples select the relevant token.",
          .panels = {{.title = "",
                      .x = {"n", Scale::logarithmic, {}, {}},
                      .y = {"critical SNR²", Scale::logarithmic, {}, {}},
                      .heat_map = {},
                      .series = {observed, predicted}}}};
}

Finding check(const ThresholdDesign& design, const ClaimContext& context) {
  const double predicted = critical_kappa(setting(sample_counts[0], 1)).value.value();
  std::vector<RatioBracket> brackets(sample_counts.size());
  over_replicates(context, 0, static_cast<std::int64_t>(brackets.size()), [&](std::int64_t index) {
    const auto i = static_cast<std::size_t>(index);
    brackets[i] = bisect(sample_counts[i], predicted, context);
  });

  Finding finding;
  finding.verdict = Verdict::pass;
  finding.replicates = static_cast<std::int64_t>(sample_counts.size());
  for (std::size_t i = 0; i < brackets.size(); ++i) {
    const std::string n = std::to_string(sample_counts[i]);
    if (!brackets[i].found) {
      finding.verdict = Verdict::fail;
      finding.explanation = "no threshold within 0.8 to 1.25 kappa* at n = " + n;
      return finding;
    }
    const Interval accept{1 - critical_tolerance, 1 + critical_tolerance};
    finding.verdict =
        both(finding.verdict, contained({brackets[i].lower, brackets[i].upper}, accept));
    finding.measurements.push_back({"critical kappa at n = " + n,
                                    predicted,
                                    predicted * std::sqrt(brackets[i].lower * brackets[i].upper),
                                    {predicted * *accept.lower, predicted * *accept.upper}});
  }
  const Interval found = exponents(brackets);
  const Interval accept{design.exponent - exponent_tolerance, design.exponent + exponent_tolerance};
  finding.verdict = both(finding.verdict, contained(found, accept));
  finding.measurements.insert(finding.measurements.begin(),
                              {"exponent of the critical SNR^2 in n", design.exponent,
                               (*found.lower + *found.upper) / 2, accept});
  finding.explanation = "exponent between " + std::to_string(*found.lower) + " and " +
                        std::to_string(*found.upper) + " over a factor of 16 in n";
  finding.figures = {figure_of(brackets, predicted)};
  return finding;
}

}  // namespace
}  // namespace threshold_trial

Claim threshold_claim(const ThresholdDesign& design) {
  return {
      threshold_trial::statement(), Decision::arithmetic,
      [design](const ClaimContext& context) { return threshold_trial::check(design, context); }};
}

}  // namespace benignity
