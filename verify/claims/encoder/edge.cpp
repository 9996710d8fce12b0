#include <array>
#include <cmath>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "sim/trajectory/simulate.hpp"
#include "verify/claims/encoder/claims.hpp"
#include "verify/claims/encoder/edge_search.hpp"
#include "verify/claims/encoder/encoder_trial.hpp"
#include "verify/claims/runs.hpp"
#include "verify/experiments/published_encoder_edge.hpp"
#include "verify/statistics/slope_equivalence.hpp"

namespace benignity {
namespace encoder_edge_trial {
namespace {

ClaimDescription statement() {
  return {
      "encoder.edge",
      "the |mu| at which the test loss of step 1,000 falls below 0.64 grows as d^(1/4): below it "
      "noise across the signal decides fresh data, as of a linear classifier of averaged tokens, "
      "and not as d^(1/2), at constant kappa",
      "[derived] sim/encoder/README.md (E.8); [published] edges of one map at d = 250, 1,000, "
      "2,250, 3,250, 4,250, whose log-log slope is 0.38, made without skip connections, we think: "
      "docs/encoder.md",
      "exponent",
      "n = 20, T = 8, mlp_width = 100, eta = 0.2, rho = 0.1, alpha = 0.005, every part "
      "trained; d = 100, 280, 800",
      "60 clusters, a cluster one replicate at each d; four halvings of log |mu| between 2 and 32, "
      "then the chord between the last two losses, 300 fresh samples a run; log-log slopes, mean "
      "within 0.1 of 1/4 by two one-sided t tests "
      "(0.4 and 1/2 lie outside)",
      "dense",
      "float",
      "encoder"};
}

constexpr std::array<std::int64_t, 3> dimensions = {100, 280, 800};
constexpr double tolerance = 0.1;
constexpr double published_slope = 0.4;

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

using Edges = std::array<double, dimensions.size()>;

double geometric_mean(const std::vector<Edges>& found, std::size_t at) {
  double sum = 0;
  for (const Edges& edges : found) sum += std::log(edges[at]);
  return std::exp(sum / static_cast<double>(found.size()));
}

Figure figure(const std::vector<Edges>& found) {
  Series clusters{"edge of a cluster", Mark::observed, {}, {}, {}};
  for (const Edges& edges : found) {
    for (std::size_t i = 0; i < dimensions.size(); ++i) {
      clusters.x.push_back(static_cast<double>(dimensions[i]));
      clusters.y.push_back(edges[i]);
    }
  }
  const Series published{"published, one run a place",
                         Mark::observed,
                         {published_edge_dimensions.begin(), published_edge_dimensions.end()},
                         {published_edge_norms.begin(), published_edge_norms.end()},
                         {}};
  std::vector<Series> series = {clusters, published};
  const auto first = static_cast<double>(dimensions.front());
  for (const double exponent : {0.25, published_slope, 0.5}) {
    Series line{fmt::format("d^{} through the mean at d = {}", exponent, dimensions.front()),
                Mark::predicted,
                {},
                {},
                {}};
    for (const double d : {first, published_edge_dimensions.back()}) {
      line.x.push_back(d);
      line.y.push_back(geometric_mean(found, 0) * std::pow(d / first, exponent));
    }
    series.push_back(std::move(line));
  }
  return {"encoder_edge",
          "The |μ| at which the encoder's test loss of step 1,000 falls below 0.64",
          {{"",
            {"d", Scale::logarithmic, {}, {}},
            {"‖μ‖", Scale::logarithmic, {}, {}},
            std::nullopt,
            series}},
          "n = 20, T = 8, mlp_width = 100 (published: 2,000), η = 0.2, ρ = 0.1"};
}

Finding check(const EncoderEdgeDesign& design, const ClaimContext& context) {
  std::vector<Edges> found(static_cast<std::size_t>(design.clusters));
  over_replicates(context, 0, design.clusters, [&](std::int64_t cluster) {
    Edges& edges = found[static_cast<std::size_t>(cluster)];
    for (std::size_t i = 0; i < dimensions.size(); ++i) {
      edges[i] = edge_at(dimensions[i], static_cast<std::uint64_t>(cluster), context);
    }
  });
  std::vector<double> slopes;
  for (const Edges& edges : found) {
    slopes.push_back(
        log_log_slope({dimensions.begin(), dimensions.end()}, {edges.begin(), edges.end()}));
  }
  const SlopeDecision decision = decide_slope(slopes, {design.exponent, tolerance}, context.alpha);
  Finding finding;
  finding.verdict = decision.verdict;
  finding.test = decision.test;
  finding.replicates = design.clusters;
  finding.measurements.push_back({"exponent of the edge in d",
                                  design.exponent,
                                  decision.test.value,
                                  {design.exponent - tolerance, design.exponent + tolerance}});
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
         geometric_mean(found, i),
         {}});
  }
  finding.explanation = fmt::format("mean exponent {:.3f} of {} clusters beside 1/4, 0.4 and 1/2",
                                    decision.test.value, design.clusters);
  finding.figures = {figure(found)};
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
