#include <array>
#include <cmath>
#include <string>
#include <vector>

#include "sim/trajectory/simulate.hpp"
#include "theory/mean_field/event_times.hpp"
#include "verify/claims/local_exponents.hpp"
#include "verify/claims/mean_field/claims.hpp"
#include "verify/claims/runs.hpp"
#include "verify/statistics/power_law_fit.hpp"

namespace benignity {
namespace flow_limit_trial {
namespace {

ClaimDescription statement() {
  return {"mean_field.flow_limit",
          "the gradient flow tends to the mean field like d^(-1/2) as d grows at fixed kappa",
          "[derived] theory/README.md section 7",
          "mean_field",
          "n = 20, T = 4, eta = 0.2, rho = 0.1, kappa = 1/2, sigma_w = 1, p0 = 0; d = 10^5, ..., "
          "10^10",
          "12 clusters of 5 sampled starts; root mean square of log(select_clean/mean field) in a "
          "cluster, its log-log slope over 6 dimensions; PASS where Student's interval of the "
          "mean slope lies in -1/2 +- 0.1 and of every local one in what that allows over the "
          "whole range, FAIL where one lies outside at the claim's level",
          "flow",
          "double"};
}

constexpr std::array<double, 6> dimensions = {1e5, 1e6, 1e7, 1e8, 1e9, 1e10};
constexpr std::uint64_t clusters = 12;
constexpr std::uint64_t replicates_a_cluster = 5;
constexpr double kappa = 0.5;
constexpr double tolerance = 0.1;

/// Root mean square over one cluster of log(select_clean / its mean-field time).
double root_mean_square_error(double dimension, std::uint64_t cluster,
                              const ClaimContext& context) {
  Parameters parameters = lazy_setting(kappa, static_cast<std::int64_t>(dimension));
  const double predicted = mean_field_times(parameters).select_clean.value();
  parameters.steps = 2 * predicted;
  double squares = 0;
  for (std::uint64_t member = 0; member < replicates_a_cluster; ++member) {
    throw_if_interrupted(context);
    RunSettings run = run_of(parameters, context, cluster * replicates_a_cluster + member);
    run.engine = Engine::flow;
    const double error = std::log(simulate(run).stopping_times.select_clean.value() / predicted);
    squares += error * error / static_cast<double>(replicates_a_cluster);
  }
  return std::sqrt(squares);
}

Finding check(const FlowLimitDesign& design, const ClaimContext& context) {
  const SlopeStatement half_power{design.exponent, tolerance};
  Finding finding;
  std::vector<std::vector<double>> errors_of_clusters;
  std::array<double, dimensions.size()> mean_errors{};
  for (std::uint64_t cluster = 0; cluster < clusters; ++cluster) {
    std::vector<double> errors;
    for (std::size_t i = 0; i < dimensions.size(); ++i) {
      errors.push_back(root_mean_square_error(dimensions[i], cluster, context));
      mean_errors[i] += errors.back() / static_cast<double>(clusters);
    }
    errors_of_clusters.push_back(errors);
  }
  const PowerLawDecision decision = decide_power_law({dimensions.begin(), dimensions.end()},
                                                     errors_of_clusters, half_power, context.alpha);
  finding.verdict = decision.verdict;
  finding.test = decision.test;
  finding.replicates = static_cast<std::int64_t>(clusters * replicates_a_cluster);
  finding.measurements.push_back(
      {"exponent of the error in d",
       half_power.predicted,
       decision.test.value,
       {half_power.predicted - half_power.tolerance, half_power.predicted + half_power.tolerance}});
  report_local_exponents("d", decision, half_power.predicted, finding);
  for (std::size_t i = 0; i < dimensions.size(); ++i) {
    finding.measurements.push_back({"error of log select_clean at d = 10^" +
                                        std::to_string(std::lround(std::log10(dimensions[i]))),
                                    std::nullopt,
                                    mean_errors[i],
                                    {}});
  }
  finding.explanation = "exponent " + std::to_string(decision.test.value) + " from " +
                        std::to_string(clusters) + " clusters of replicates";
  return finding;
}

}  // namespace
}  // namespace flow_limit_trial

Claim flow_limit_claim(const FlowLimitDesign& design) {
  return {
      flow_limit_trial::statement(), Decision::statistical,
      [design](const ClaimContext& context) { return flow_limit_trial::check(design, context); }};
}

}  // namespace benignity
