#include <algorithm>
#include <array>
#include <cmath>
#include <stdexcept>
#include <vector>

#include <fmt/core.h>

#include "sim/trajectory/simulate.hpp"
#include "theory/prediction.hpp"
#include "theory/signal_to_noise_ratio.hpp"
#include "verify/claims/exponent/claims.hpp"
#include "verify/claims/runs.hpp"
#include "verify/figures/parameter_symbol.hpp"
#include "verify/statistics/slope_equivalence.hpp"

namespace benignity {
namespace exponent_trial {
namespace {

constexpr double patience = 1.2;

double predicted_time(const ExponentTrial& trial, const Parameters& parameters) {
  const std::optional<double> time = mean_field_times(parameters).*trial.predicted;
  if (!time) throw std::domain_error(trial.id + ": the mean field predicts no event");
  return *time;
}

/// NaN where the event did not happen in time.
double observed_time(const ExponentTrial& trial, double factor, const ClaimContext& context,
                     std::uint64_t replicate) {
  Parameters parameters = trial.setting(factor);
  parameters.steps = std::ceil(patience * predicted_time(trial, parameters));
  const RunSettings run = ends_of_run(parameters, context, replicate);
  return (simulate(run).stopping_times.*trial.observed).value_or(std::nan(""));
}

/// Of every cluster a row: its times at the factors.
using ClusterTimes = std::array<std::vector<double>, exponent_clusters>;

/// The line has the stated exponent and starts at the mean field's time.
Figure figure_of(const ExponentTrial& trial, const ClusterTimes& times) {
  Series observed{"8 replicates", Mark::observed, {}, {}, {}};
  for (const auto& of_cluster : times) {
    observed.x.insert(observed.x.end(), trial.factors.begin(), trial.factors.end());
    observed.y.insert(observed.y.end(), of_cluster.begin(), of_cluster.end());
  }
  Series stated{fmt::format("exponent {:g} from the mean field's first time", trial.exponent),
                Mark::predicted,
                {},
                {},
                {}};
  const double start = predicted_time(trial, trial.setting(trial.factors.front()));
  for (const double factor : trial.factors) {
    stated.x.push_back(factor);
    stated.y.push_back(start * std::pow(factor, trial.exponent));
  }
  const std::string symbol = parameter_symbol(trial.id.substr(trial.id.rfind('.') + 1));
  std::string name = trial.id;
  std::replace(name.begin(), name.end(), '.', '_');
  return {.name = name,
          .caption = trial.statement,
          .panels = {{.title = "",
                      .x = {symbol + " / least " + symbol, Scale::logarithmic, {}, {}},
                      .y = {"τ [steps]", Scale::logarithmic, {}, {}},
                      .heat_map = {},
                      .series = {observed, stated}}}};
}

void report_margins(const ExponentTrial& trial, Finding& finding) {
  std::string outside;
  for (const Margin& margin : predict(trial.setting(1)).margins) {
    if (margin.scope != MarginScope::both_parts && margin.scope != trial.part) continue;
    finding.margins.push_back({margin.name, margin.value});
    if (!(margin.value > 1))
      outside += (outside.empty() ? "; outside the margin " : ", ") + margin.name;
  }
  finding.explanation += outside;
}

Finding check(const ExponentTrial& trial, const ClaimContext& context) {
  const std::vector<double>& factors = trial.factors;
  ClusterTimes times;
  times.fill(std::vector<double>(factors.size()));
  over_replicates(context, 0, exponent_clusters, [&](std::int64_t cluster) {
    for (std::size_t point = 0; point < factors.size(); ++point) {
      throw_if_interrupted(context);
      times[static_cast<std::size_t>(cluster)][point] =
          observed_time(trial, factors[point], context, static_cast<std::uint64_t>(cluster));
    }
  });

  std::vector<double> slopes;
  for (const auto& of_cluster : times) slopes.push_back(log_log_slope(factors, of_cluster));
  const SlopeDecision decision =
      decide_slope(slopes, {trial.exponent, exponent_tolerance}, context.alpha);
  Finding finding;
  finding.verdict = decision.verdict;
  finding.test = decision.test;
  finding.replicates = exponent_clusters * static_cast<std::int64_t>(factors.size());
  finding.measurements = {
      {"exponent",
       trial.exponent,
       decision.test.value,
       {trial.exponent - exponent_tolerance, trial.exponent + exponent_tolerance}}};
  for (std::size_t point = 0; point < factors.size(); ++point) {
    finding.measurements.push_back(
        {"time [steps] at factor " + std::to_string(factors[point]).substr(0, 4) + ", replicate 0",
         predicted_time(trial, trial.setting(factors[point])),
         times[0][point],
         {}});
  }
  finding.explanation = "exponent over a factor of 4 in the parameter";
  finding.figures = {figure_of(trial, times)};
  report_margins(trial, finding);
  return finding;
}

}  // namespace
}  // namespace exponent_trial

Claim exponent_claim(const ExponentTrial& trial) {
  return {{trial.id, trial.statement, trial.source, "exponent", trial.hypotheses,
           std::to_string(trial.factors.size()) +
               " points over a factor of 4; 8 clusters of one seed each; interval of the mean "
               "exponent inside the predicted one +- 0.02",
           "sampled", "double"},
          Decision::statistical,
          [trial](const ClaimContext& context) { return exponent_trial::check(trial, context); }};
}

std::vector<Claim> exponent_claims(const std::vector<ExponentTrial>& trials) {
  std::vector<Claim> claims;
  for (const ExponentTrial& trial : trials) claims.push_back(exponent_claim(trial));
  return claims;
}

Parameters exponent_base(const ExponentBase& base, std::optional<double> MeanFieldTimes::*event,
                         double steps) {
  constexpr double head_times_signal = 0.05;
  Parameters parameters;
  parameters.tokens = 4;
  parameters.dimension = base.dimension;
  parameters.label_noise = 0.1;
  parameters.chosen_init_weight_std = 1;
  parameters = with_kappa(parameters, base.kappa);
  parameters.chosen_head_norm = head_times_signal / parameters.signal_norm;
  parameters.step_size *= (mean_field_times(parameters).*event).value() / steps;
  return parameters;
}

}  // namespace benignity
