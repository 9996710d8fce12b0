#include <array>
#include <cmath>
#include <string>
#include <vector>

#include "sim/trajectory/simulate.hpp"
#include "theory/mean_field/event_times.hpp"
#include "verify/claims/mean_field/lazy_setting.hpp"
#include "verify/claims/mean_field/mean_field_claims.hpp"
#include "verify/statistics/straight_line.hpp"

namespace benignity {
namespace {

constexpr std::array<std::int64_t, 6> dimensions = {100'000,     1'000'000,     10'000'000,
                                                    100'000'000, 1'000'000'000, 10'000'000'000};
constexpr std::uint64_t replicates = 60;
constexpr double kappa = 0.5;
constexpr double predicted_exponent = -0.5;
constexpr double tolerance = 0.1;

/// Root mean square over replicates of log(select_clean / its mean-field time).
double root_mean_square_error(std::int64_t dimension, const ClaimContext& context) {
  Parameters parameters = lazy_setting(kappa, dimension);
  const double predicted = mean_field_times(parameters).select_clean.value();
  parameters.steps = 2 * predicted;
  double squares = 0;
  for (std::uint64_t replicate = 0; replicate < replicates; ++replicate) {
    throw_if_interrupted(context);
    RunSettings run;
    run.parameters = parameters;
    run.engine = Engine::flow;
    run.seed = context.seed;
    run.replicate = replicate;
    run.test_samples = 1;
    const double error = std::log(simulate(run).stopping_times.select_clean.value() / predicted);
    squares += error * error;
  }
  return std::sqrt(squares / static_cast<double>(replicates));
}

Finding check(const ClaimContext& context) {
  Finding finding;
  std::vector<double> log_dimension;
  std::vector<double> log_error;
  for (const std::int64_t dimension : dimensions) {
    const double error = root_mean_square_error(dimension, context);
    log_dimension.push_back(std::log(static_cast<double>(dimension)));
    log_error.push_back(std::log(error));
    finding.measurements.push_back(
        {"error of log select_clean at d = 10^" +
             std::to_string(std::lround(log_dimension.back() / std::log(10.0))),
         std::nullopt,
         error,
         {}});
  }
  const StraightLine line = straight_line(log_dimension, log_error);
  const double margin = slope_half_width(line, context.alpha);
  finding.replicates = static_cast<std::int64_t>(replicates * dimensions.size());
  StatisticalTest test;
  test.statistic = "least-squares exponent of the error in d, Student interval";
  test.value = line.slope;
  test.interval = {line.slope - margin, line.slope + margin};
  test.alpha = context.alpha;
  test.p_false_alarm =
      slope_p_value(line, predicted_exponent - tolerance, predicted_exponent + tolerance);
  finding.test = test;
  finding.measurements.insert(finding.measurements.begin(),
                              {"exponent of the error in d",
                               predicted_exponent,
                               line.slope,
                               {predicted_exponent - tolerance, predicted_exponent + tolerance}});
  const bool inside = line.slope - margin >= predicted_exponent - tolerance &&
                      line.slope + margin <= predicted_exponent + tolerance;
  finding.verdict = inside                                ? Verdict::pass
                    : test.p_false_alarm <= context.alpha ? Verdict::fail
                                                          : Verdict::inconclusive;
  finding.explanation = "exponent " + std::to_string(line.slope) + " +- " + std::to_string(margin);
  return finding;
}

}  // namespace

Claim flow_limit_claim() {
  return {{"mean_field.flow_limit",
           "the gradient flow tends to the mean field like d^(-1/2) as d grows at fixed kappa",
           "[derived] theory/README.md section 7", "mean_field",
           "n = 20, T = 4, eta = 0.2, rho = 0.1, kappa = 1/2, sigma_w = 1, p0 = 0; d = 10^5, ..., "
           "10^10",
           "60 sampled starts a dimension; root mean square of log(select_clean/mean field); "
           "log-log regression over 6 dimensions; PASS where the Student interval of the exponent "
           "lies in -1/2 +- 0.1, FAIL where it lies outside at the claim's level",
           "flow", "double"},
          Decision::statistical,
          check};
}

}  // namespace benignity
