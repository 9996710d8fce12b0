#include <array>
#include <cmath>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "sim/trajectory/simulate.hpp"
#include "verify/claims/encoder/claims.hpp"
#include "verify/claims/encoder/edge_figure.hpp"
#include "verify/claims/encoder/edge_search.hpp"
#include "verify/claims/encoder/encoder_trial.hpp"
#include "verify/claims/runs.hpp"
#include "verify/statistics/slope_equivalence.hpp"

namespace benignity {
namespace encoder_edge_trial {
namespace {

ClaimDescription statement() {
  return {
      "encoder.edge",
      "between d = 100 and 800 the |mu| at which the test loss of step 1,000 falls below 0.64 "
      "grows with d, and more slowly than d^0.35: not as d^(1/2), which is constant kappa. Below "
      "it noise across the signal decides fresh data, as of a linear classifier of averaged "
      "tokens, whose edge grows as d^(1/4)",
      "[derived] sim/encoder/README.md (E.8); [published] edges of one map at d = 250, 1,000, "
      "2,250, 3,250, 4,250, whose log-log slope is 0.41: docs/encoder.md",
      "exponent",
      "n = 20, T = 8, mlp_width = 100, eta = 0.2, rho = 0.1, alpha = 0.005, every part "
      "trained; d = 100, 280, 800",
      "60 clusters, a cluster one replicate at each d; four halvings of log |mu| between 2 and 32, "
      "then the chord between the last two losses, 300 fresh samples a run; log-log slopes, mean "
      "between 0 and 0.35 by two one-sided t tests (1/4 within 0.1 was asked at first and not "
      "decided: docs/encoder.md)",
      "dense",
      "float",
      "encoder"};
}

constexpr auto& dimensions = encoder_edge_dimensions;
constexpr double limit_exponent = 0.25;  // (E.8)

double final_test_loss(std::int64_t dimension, double signal_norm, std::uint64_t replicate,
                       const ClaimContext& context) {
  Parameters parameters = encoder_setting(signal_norm);
  parameters.dimension = dimension;
  parameters.mlp_width = 100;
  return simulate(encoder_run(parameters, context, replicate)).final().test.loss.mean;
}

double edge_at(std::int64_t dimension, std::uint64_t replicate, const ClaimContext& context) {
  return loss_edge([&](double signal_norm) {
    throw_if_interrupted(context);
    return final_test_loss(dimension, signal_norm, replicate, context);
  });
}

Finding check(const EncoderEdgeDesign& design, const ClaimContext& context) {
  std::vector<EncoderEdges> found(static_cast<std::size_t>(design.clusters));
  over_replicates(context, 0, design.clusters, [&](std::int64_t cluster) {
    EncoderEdges& edges = found[static_cast<std::size_t>(cluster)];
    for (std::size_t i = 0; i < dimensions.size(); ++i) {
      edges[i] = edge_at(dimensions[i], static_cast<std::uint64_t>(cluster), context);
    }
  });
  std::vector<double> slopes;
  for (const EncoderEdges& edges : found) {
    slopes.push_back(
        log_log_slope({dimensions.begin(), dimensions.end()}, {edges.begin(), edges.end()}));
  }
  const double middle = (design.least_exponent + design.largest_exponent) / 2;
  const SlopeDecision decision =
      decide_slope(slopes, {middle, design.largest_exponent - middle}, context.alpha);
  Finding finding;
  finding.verdict = decision.verdict;
  finding.test = decision.test;
  finding.replicates = design.clusters;
  finding.measurements.push_back({"exponent of the edge in d",
                                  limit_exponent,
                                  decision.test.value,
                                  {design.least_exponent, design.largest_exponent}});
  double variance = 0;
  const auto count = static_cast<double>(slopes.size());
  for (const double slope : slopes) {
    variance += (slope - decision.test.value) * (slope - decision.test.value) / (count - 1);
  }
  finding.measurements.push_back(
      {"standard deviation of one cluster's exponent", std::nullopt, std::sqrt(variance), {}});
  finding.measurements.push_back(
      {"standard error of the mean exponent", std::nullopt, std::sqrt(variance / count), {}});
  for (std::size_t i = 0; i < dimensions.size(); ++i) {
    finding.measurements.push_back(
        {fmt::format("geometric mean of the edge at d = {}", dimensions[i]),
         std::nullopt,
         geometric_mean_edge(found, i),
         {}});
  }
  for (std::size_t i = 1; i < dimensions.size(); ++i) {
    const double growth = geometric_mean_edge(found, i) / geometric_mean_edge(found, i - 1);
    const double ratio =
        static_cast<double>(dimensions[i]) / static_cast<double>(dimensions[i - 1]);
    finding.measurements.push_back(
        {fmt::format("exponent between d = {} and {}", dimensions[i - 1], dimensions[i]),
         limit_exponent,
         std::log(growth) / std::log(ratio),
         {}});
  }
  finding.explanation = fmt::format("mean exponent {:.3f} of {} clusters beside 1/4, 0.4 and 1/2",
                                    decision.test.value, design.clusters);
  finding.figures = {encoder_edge_figure(found)};
  return finding;
}

}  // namespace
}  // namespace encoder_edge_trial

Claim encoder_edge_claim(const EncoderEdgeDesign& design) {
  return {
      encoder_edge_trial::statement(), Decision::statistical,
      [design](const ClaimContext& context) { return encoder_edge_trial::check(design, context); }};
}

}  // namespace benignity
