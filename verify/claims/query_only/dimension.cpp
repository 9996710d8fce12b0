#include <array>
#include <cmath>
#include <string>
#include <tuple>
#include <vector>

#include <fmt/format.h>

#include "sim/trajectory/simulate.hpp"
#include "theory/mean_field/equivalent.hpp"
#include "theory/mean_field/event_times.hpp"
#include "theory/signal_to_noise_ratio.hpp"
#include "verify/claims/query_only/claims.hpp"
#include "verify/claims/runs.hpp"
#include "verify/claims/standard_figures.hpp"
#include "verify/statistics/slope_equivalence.hpp"

namespace benignity {
namespace query_only_dimension_trial {
namespace {

ClaimDescription statement() {
  return {"query_only.dimension",
          "at the paper's size the times are not the mean field's though the kernel is lazy: K's "
          "off-diagonal noise delays selection, log(time/mean field) falling as d^{-1/2}",
          "[derived] theory/query_only/README.md (Q.2)",
          "theorem",
          "W = I, n = 20, T = 8, eta = 0.2, rho = 0.1, kappa = 4; d = 2000, 8000, 32000, 128000",
          "8 clusters of four runs at each d; one slope of the log of their mean "
          "log(select_clean/mean field) in log d a cluster, for a single run need not be late; its "
          "mean "
          "within -1/2 +- 0.08 by two one-sided t tests; shown beside it: "
          "select_clean and fit at (2000, 20) in units of the mean field's",
          "sampled",
          "double"};
}

constexpr std::array<std::int64_t, std::tuple_size_v<DelayByDimension>> dimensions = {
    2000, 8000, 32'000, 128'000};
constexpr std::int64_t runs = 32;
constexpr std::int64_t runs_a_cluster = 4;
constexpr double tolerance = 0.08;

/// The paper's (2000, 20) along constant kappa, its step scaled with tau_select and an eighth of
/// it: a whole step is then 1/228 of the selection time.
Parameters setting(std::int64_t dimension) {
  Parameters parameters;
  parameters.dimension = dimension;
  parameters = with_kappa(parameters, 4);
  parameters.trained = {.weights = false, .query = true};
  parameters.init_weight_law = InitWeightLaw::identity;
  parameters.step_size *= 50 / (parameters.signal_norm * parameters.signal_norm);
  return parameters;
}

/// Between the whole steps that a run shows, on average: half a step earlier.
double log_delay(double steps, double predicted) { return std::log((steps - 0.5) / predicted); }

struct Run {
  std::vector<double> delays;  ///< by dimension
  double fit = 0;              ///< over the mean field's, at the first dimension
};

Run run_at_every_dimension(std::int64_t replicate, const ClaimContext& context) {
  Run found;
  for (const std::int64_t dimension : dimensions) {
    Parameters parameters = setting(dimension);
    const MeanFieldTimes predicted = mean_field_times(mean_field_equivalent(parameters).plain);
    const bool is_paper = dimension == dimensions.front();
    parameters.steps = std::ceil(is_paper ? 5 * *predicted.fit : 1.6 * *predicted.select_clean);
    const StoppingTimes times =
        simulate(ends_of_run(parameters, context, static_cast<std::uint64_t>(replicate)))
            .stopping_times;
    found.delays.push_back(
        log_delay(times.select_clean.value_or(std::nan("")), *predicted.select_clean));
    if (is_paper) found.fit = times.fit_all.value_or(parameters.steps) / *predicted.fit;
  }
  return found;
}

using Runs = std::vector<Run>::const_iterator;

/// By dimension.
std::vector<double> mean_delays(Runs first, Runs last) {
  std::vector<double> means(dimensions.size(), 0.0);
  for (Runs run = first; run != last; ++run) {
    for (std::size_t i = 0; i < means.size(); ++i) {
      means[i] += run->delays[i] / static_cast<double>(last - first);
    }
  }
  return means;
}

struct MeanAndSpread {
  double mean = 0;
  double spread = 0;
};

MeanAndSpread summary(const std::vector<double>& values) {
  MeanAndSpread found;
  const auto count = static_cast<double>(values.size());
  for (const double value : values) found.mean += value / count;
  for (const double value : values) {
    found.spread += (value - found.mean) * (value - found.mean) / (count - 1);
  }
  found.spread = std::sqrt(found.spread);
  return found;
}

Finding check(const QueryOnlyDimensionDesign& design, const ClaimContext& context) {
  std::vector<Run> found(runs);
  over_replicates(context, 0, runs, [&](std::int64_t replicate) {
    found[static_cast<std::size_t>(replicate)] = run_at_every_dimension(replicate, context);
  });
  const std::vector<double> x(dimensions.begin(), dimensions.end());
  std::vector<double> slopes;
  for (auto run = found.begin(); run != found.end(); run += runs_a_cluster) {
    slopes.push_back(log_log_slope(x, mean_delays(run, run + runs_a_cluster)));
  }
  const SlopeDecision decision = decide_slope(slopes, {design.exponent, tolerance}, context.alpha);
  Finding finding;
  finding.measurements.push_back({"exponent of log(select_clean/mean field) in d",
                                  design.exponent,
                                  decision.test.value,
                                  {design.exponent - tolerance, design.exponent + tolerance}});
  DelayByDimension means{};
  for (std::size_t i = 0; i < dimensions.size(); ++i) {
    std::vector<double> delays;
    for (const Run& run : found) delays.push_back(run.delays[i]);
    means[i] = summary(delays).mean;
    finding.measurements.push_back(
        {fmt::format("mean log(select_clean/mean field) at d = {}", dimensions[i]),
         std::nullopt,
         means[i],
         {}});
  }
  std::vector<double> fits;
  for (const Run& run : found) fits.push_back(run.fit);
  const MeanAndSpread fit = summary(fits);
  finding.measurements.push_back({"mean fit/mean field at (2000, 20)", std::nullopt, fit.mean, {}});
  finding.measurements.push_back({"its spread over seeds", std::nullopt, fit.spread, {}});
  finding.figures = {query_only_dimension_figure(means)};
  finding.replicates = runs;
  finding.verdict = decision.verdict;
  finding.test = decision.test;
  finding.explanation = fmt::format(
      "at (2000, 20) selection takes {:.2f} and fitting {:.2f} +- {:.2f} of the mean field's time",
      std::exp(means.front()), fit.mean, fit.spread);
  return finding;
}

}  // namespace
}  // namespace query_only_dimension_trial

Figure query_only_dimension_figure(const DelayByDimension& means) {
  using query_only_dimension_trial::dimensions;
  Series observed{"clean samples, 32 runs", Mark::observed, {}, {}, {}};
  Series predicted{"d^(−1/2) through the last", Mark::predicted, {}, {}, {}};
  for (std::size_t i = 0; i < means.size(); ++i) {
    const auto dimension = static_cast<double>(dimensions[i]);
    observed.x.push_back(dimension);
    observed.y.push_back(means[i]);
    predicted.x.push_back(dimension);
    predicted.y.push_back(means.back() *
                          std::sqrt(static_cast<double>(dimensions.back()) / dimension));
  }
  return {"query_only_dimension",
          "Log of the selection time over the mean field's against d, at constant κ: what K's "
          "off-diagonal noise leaves of the limit",
          {{"",
            {"d", Scale::logarithmic, {}, {}},
            {"log(select / mean field)", Scale::logarithmic, {}, {}},
            std::nullopt,
            {predicted, observed}}},
          "W = I, n = 20, T = 8, κ = 4, η = 0.2, ρ = 0.1"};
}

Claim query_only_dimension_claim(const QueryOnlyDimensionDesign& design) {
  return {query_only_dimension_trial::statement(), Decision::statistical,
          [design](const ClaimContext& context) {
            return query_only_dimension_trial::check(design, context);
          }};
}

}  // namespace benignity
