#include <array>
#include <cmath>
#include <string>
#include <tuple>
#include <vector>

#include <fmt/format.h>

#include "theory/elementary.hpp"
#include "theory/harmful/memorisation.hpp"
#include "theory/harmful_edge/edge_exponent.hpp"
#include "verify/claims/harmful_edge/claims.hpp"
#include "verify/claims/harmful_edge/late_direction.hpp"
#include "verify/claims/recorded_settings.hpp"
#include "verify/claims/runs.hpp"
#include "verify/claims/standard_figures.hpp"
#include "verify/statistics/joint_decision.hpp"
#include "verify/statistics/slope_equivalence.hpp"

namespace benignity {
namespace late_edge_trial {
namespace {

ClaimDescription statement() {
  return {"harmful_edge.late_edge",
          "the |mu| below which memorisation alone drives the late error above delta grows with d "
          "and falls with n with the local exponents of (11.13), which have 1/4 and -1/4 for their "
          "limits only",
          "[published] arXiv 2409.17625, figure: harmful at SNR = o(d^(-1/4)); [derived] "
          "theory/README.md (11.13), theory/harmful_edge/README.md (E1), (E2)",
          "theorem",
          "n = 20 at d = 1000, 10^4, 10^5 and n = 10 at d = 10^5; T = 8, rho = 0.1, eta = 0.2, "
          "delta = 0.05; late times by their limit, the max-margin direction of each training set "
          "(harmful_edge.late_runs: the flow tends to it)",
          "64 clusters; an edge is the root of a line through log error at 0.88, 1 and 1.12 of the "
          "predicted |mu|, against log |mu|; t tests on local exponents over the clusters, within "
          "0.03 of the predicted (all must pass, Bonferroni for FAIL)",
          "sampled",
          "double"};
}

constexpr std::int64_t clusters = 64;
constexpr double tolerance = 0.03;
constexpr std::array<double, 3> around = {0.88, 1, 1.12};

Parameters setting(std::int64_t samples, std::int64_t dimension) {
  Parameters parameters;
  parameters.samples = samples;
  parameters.dimension = dimension;
  return parameters;
}

struct Rung {
  std::int64_t samples;
  std::int64_t dimension;
};

constexpr std::array<Rung, std::tuple_size_v<EdgeByRung>> rungs = {
    {{20, 1000}, {20, 10'000}, {20, 100'000}, {10, 100'000}}};

double edge_of_draw(const Parameters& parameters, double predicted, const ClaimContext& context,
                    std::uint64_t replicate) {
  std::array<double, around.size()> log_norms{};
  std::array<double, around.size()> log_errors{};
  double mean_norm = 0;
  double mean_error = 0;
  for (std::size_t k = 0; k < around.size(); ++k) {
    throw_if_interrupted(context);
    Parameters at = parameters;
    at.signal_norm = around[k] * predicted;
    if (context.settings != nullptr) context.settings->record(at);
    const GramStart<double> start = sample_gram_start(at, context.seed, replicate);
    log_norms[k] = std::log(at.signal_norm);
    log_errors[k] = std::log(late_error(
        at, max_margin_ratios(at, start, best_tokens_of(query_problem(start))), INFINITY));
    mean_norm += log_norms[k] / around.size();
    mean_error += log_errors[k] / around.size();
  }
  double product = 0;
  double square = 0;
  for (std::size_t k = 0; k < around.size(); ++k) {
    product += (log_norms[k] - mean_norm) * (log_errors[k] - mean_error);
    square += (log_norms[k] - mean_norm) * (log_norms[k] - mean_norm);
  }
  const double aim = std::log(parameters.failure_probability);
  return std::exp(mean_norm + (aim - mean_error) * square / product);
}

struct Exponent {
  const char* name;
  std::size_t from;
  std::size_t to;
  double ratio;
  double limit;
};

constexpr std::array<Exponent, 3> exponents = {{{"of d from 1000 to 10^4", 0, 1, 10, 0.25},
                                                {"of d from 10^4 to 10^5", 1, 2, 10, 0.25},
                                                {"of n from 10 to 20", 3, 2, 2, -0.25}}};

/// By rung.
EdgeByRung predicted_edges() {
  EdgeByRung predicted{};
  for (std::size_t k = 0; k < rungs.size(); ++k) {
    predicted[k] = memorisation_threshold(setting(rungs[k].samples, rungs[k].dimension)).value();
  }
  return predicted;
}

Panel panel(const EdgeByRung& predicted, const std::vector<EdgeByRung>& edges) {
  Panel panel{"",
              {"d", Scale::logarithmic, {}, {}},
              {"|mu| / sigma_eps", Scale::logarithmic, {}, {}},
              {},
              {{"edge of a training set", Mark::observed, {}, {}, {}},
               {"(11.13)", Mark::predicted, {}, {}, {}}}};
  for (std::size_t k = 0; k < 3; ++k) {
    const auto dimension = static_cast<double>(rungs[k].dimension);
    for (const auto& cluster : edges) {
      panel.series[0].x.push_back(dimension);
      panel.series[0].y.push_back(cluster[k]);
    }
    panel.series[1].x.push_back(dimension);
    panel.series[1].y.push_back(predicted[k]);
  }
  return panel;
}

Finding check(const LateEdgeDesign& design, const ClaimContext& context) {
  const EdgeByRung predicted = predicted_edges();
  std::vector<EdgeByRung> edges(static_cast<std::size_t>(clusters));
  over_replicates(context, 0, clusters, [&](std::int64_t cluster) {
    for (std::size_t k = 0; k < rungs.size(); ++k) {
      edges[static_cast<std::size_t>(cluster)][k] =
          edge_of_draw(setting(rungs[k].samples, rungs[k].dimension), predicted[k], context,
                       static_cast<std::uint64_t>(cluster));
    }
  });
  Finding finding;
  LargestError worst;
  std::vector<DecidedStatement> statements;
  for (const Exponent& exponent : exponents) {
    const double derived = edge_exponent(
        setting(rungs[exponent.from].samples, rungs[exponent.from].dimension),
        setting(rungs[exponent.to].samples, rungs[exponent.to].dimension), exponent.ratio);
    const double stated = design.published_exponent ? exponent.limit : derived;
    std::vector<double> slopes;
    double mean = 0;
    for (const auto& cluster : edges) {
      slopes.push_back(std::log(cluster[exponent.to] / cluster[exponent.from]) /
                       std::log(exponent.ratio));
      mean += slopes.back() / static_cast<double>(clusters);
    }
    const SlopeDecision decision = decide_slope(slopes, {stated, tolerance}, context.alpha);
    statements.push_back({decision.verdict, decision.test});
    worst.see(mean - stated);
    finding.measurements.push_back({std::string("local exponent ") + exponent.name,
                                    stated,
                                    mean,
                                    {stated - tolerance, stated + tolerance}});
  }
  for (std::size_t k = 0; k < rungs.size(); ++k) {
    double mean = 0;
    for (const auto& cluster : edges) mean += cluster[k] / static_cast<double>(clusters);
    finding.measurements.push_back(
        {fmt::format("edge |mu|/sigma_eps at n = {}, d = {}", rungs[k].samples, rungs[k].dimension),
         predicted[k],
         mean,
         {}});
  }
  finding.figures = {late_edge_figure(edges)};
  finding.replicates = clusters;
  const DecidedStatement joint = joint_decision(statements, context.alpha);
  finding.verdict = joint.verdict;
  finding.test = joint.test;
  finding.explanation = fmt::format("largest difference of a local exponent {:.2g}", worst.value());
  return finding;
}

}  // namespace
}  // namespace late_edge_trial

Figure late_edge_figure(const std::vector<EdgeByRung>& edges) {
  return {"harmful_edge",
          "The |mu| below which memorisation alone makes the late error exceed 0.05, from the "
          "max-margin direction of 64 training sets",
          {late_edge_trial::panel(late_edge_trial::predicted_edges(), edges)},
          "n = 20, T = 8, rho = 0.1, eta = 0.2"};
}

Claim late_edge_claim(const LateEdgeDesign& design) {
  return {
      late_edge_trial::statement(), Decision::statistical,
      [design](const ClaimContext& context) { return late_edge_trial::check(design, context); }};
}

}  // namespace benignity
