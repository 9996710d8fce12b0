#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "sim/trajectory/simulate.hpp"
#include "theory/elementary.hpp"
#include "verify/claims/mean_field/claims.hpp"
#include "verify/claims/runs.hpp"
#include "verify/claims/stopping_events.hpp"
#include "verify/statistics/joint_decision.hpp"
#include "verify/statistics/slope_equivalence.hpp"

namespace benignity {
namespace log_times_trial {
namespace {

ClaimDescription statement() {
  return {
      "mean_field.log_times",
      "the logarithms of the times to fit, to select and to generalise are on average those of "
      "the mean field within 0.01 at d = 10^10, up to times of e^26 scaled units",
      "[derived] theory/README.md (7.8)",
      "mean_field",
      "d = 10^10, n = 20, T = 4, eta = 0.2, rho = 0.1, sigma_w = 1, p0 = 0; 1/kappa = 1, 2, "
      "4, 6 and kappa = 30, 40, 80",
      "gradient flow from 16 sampled starts a setting, no draw shared between settings; the mean "
      "error of log fit_all, log select_clean and log generalize within 0.01 by two one-sided t "
      "tests, all 21 must pass, Bonferroni for FAIL",
      "flow",
      "double"};
}

constexpr std::array<double, 7> design_kappa = {1.0, 1.0 / 2, 1.0 / 4, 1.0 / 6, 30, 40, 80};
/// The times of one start scatter around the limit, the more the larger the exponent of
/// e^{1/kappa}: at seeds 9001 to 9016 log generalize at kappa = 1/6 was off by 0.0027 with a
/// standard deviation of 0.0025. A mean over 16 starts is known to a quarter of that.
constexpr std::uint64_t replicates = 16;
constexpr std::int64_t dimension = 10'000'000'000;
constexpr double tolerance = 0.01;

constexpr std::array compared_events = {stopping_events[0], stopping_events[1], stopping_events[4]};

Finding check(double time_factor, const ClaimContext& context) {
  Finding finding;
  LargestError worst;
  std::vector<DecidedStatement> statements;
  for (std::size_t setting = 0; setting < design_kappa.size(); ++setting) {
    const double kappa = design_kappa[setting];
    Parameters parameters = lazy_setting(kappa, dimension);
    const MeanFieldTimes times = mean_field_times(parameters);
    double last = 0;
    for (const StoppingEvent& event : compared_events) {
      last = std::max(last, (times.*event.predicted).value_or(0));
    }
    parameters.steps = 1.05 * last;
    std::array<StoppingTimes, replicates> observed;
    for (std::uint64_t replicate = 0; replicate < replicates; ++replicate) {
      throw_if_interrupted(context);
      RunSettings run = run_of(parameters, context, setting * replicates + replicate);
      run.engine = Engine::flow;
      observed[replicate] = simulate(run).stopping_times;
    }
    for (const StoppingEvent& event : compared_events) {
      std::vector<double> errors;
      for (const StoppingTimes& found : observed) {
        errors.push_back(std::log((found.*event.observed).value_or(std::nan("")) /
                                  (time_factor * (times.*event.predicted).value_or(std::nan("")))));
      }
      const SlopeDecision decision = decide_slope(errors, {0, tolerance}, context.alpha);
      statements.push_back({decision.verdict, decision.test});
      worst.see(farthest(errors));
      finding.measurements.push_back(
          {fmt::format("mean error of log {} at kappa = {:.4g}", event.name, kappa),
           0.0,
           decision.test.value,
           {-tolerance, tolerance}});
    }
  }
  finding.replicates = static_cast<std::int64_t>(replicates * design_kappa.size());
  const DecidedStatement joint = joint_decision(statements, context.alpha);
  finding.verdict = joint.verdict;
  finding.test = joint.test;
  finding.explanation =
      "largest error of a log-time of one start: " + std::to_string(worst.value());
  return finding;
}

}  // namespace
}  // namespace log_times_trial

Claim mean_field_log_times_claim(double time_factor) {
  return {log_times_trial::statement(), Decision::statistical,
          [time_factor](const ClaimContext& context) {
            return log_times_trial::check(time_factor, context);
          }};
}

}  // namespace benignity
