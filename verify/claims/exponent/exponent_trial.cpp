#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <vector>

#include <fmt/core.h>

#include "sim/trajectory/simulate.hpp"
#include "theory/elementary.hpp"
#include "theory/prediction.hpp"
#include "theory/signal_to_noise_ratio.hpp"
#include "verify/claims/exponent/claims.hpp"
#include "verify/claims/local_exponents.hpp"
#include "verify/claims/runs.hpp"
#include "verify/figures/parameter_symbol.hpp"
#include "verify/statistics/power_law_fit.hpp"

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
using ClusterTimes = std::vector<std::vector<double>>;

/// The line has the stated exponent and starts at the mean field's time.
Figure figure_of(const ExponentTrial& trial, const ClusterTimes& times,
                 const PowerLawDecision& decision) {
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
  return {
      .name = name,
      .caption = trial.statement,
      .panels = {{.title = "",
                  .x = {symbol + " / least " + symbol, Scale::logarithmic, {}, {}},
                  .y = {"τ [steps]", Scale::logarithmic, {}, {}},
                  .heat_map = {},
                  .series = {observed, stated}},
                 local_exponent_panel(symbol + " / least " + symbol, decision, trial.exponent)}};
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
  ClusterTimes times(exponent_clusters, std::vector<double>(factors.size()));
  over_replicates(context, 0, exponent_clusters, [&](std::int64_t cluster) {
    for (std::size_t point = 0; point < factors.size(); ++point) {
      throw_if_interrupted(context);
      times[static_cast<std::size_t>(cluster)][point] =
          observed_time(trial, factors[point], context, static_cast<std::uint64_t>(cluster));
    }
  });

  Finding finding;
  finding.replicates = exponent_clusters * static_cast<std::int64_t>(factors.size());
  for (const auto& of_cluster : times) {
    if (std::all_of(of_cluster.begin(), of_cluster.end(), [](double t) { return t > 0; })) continue;
    finding.verdict = Verdict::inconclusive;
    finding.explanation = "the event did not happen within 1.2 times the mean field's time";
    return finding;
  }
  const PowerLawDecision decision =
      decide_power_law(factors, times, {trial.exponent, exponent_tolerance}, context.alpha);
  finding.verdict = decision.verdict;
  finding.test = decision.test;
  finding.measurements = {
      {"exponent",
       trial.exponent,
       decision.test.value,
       {trial.exponent - exponent_tolerance, trial.exponent + exponent_tolerance}}};
  report_local_exponents("factor", decision, trial.exponent, finding);
  for (std::size_t point = 0; point < factors.size(); ++point) {
    finding.measurements.push_back(
        {fmt::format("time [steps] at factor {:.2f}, replicate 0", factors[point]),
         predicted_time(trial, trial.setting(factors[point])),
         times[0][point],
         {}});
  }
  finding.explanation = "exponent over a factor of 4 in the parameter";
  if (decision.bends()) finding.explanation += "; " + bend_of(decision);
  finding.figures = {figure_of(trial, times, decision)};
  report_margins(trial, finding);
  return finding;
}

/// The mean field's times over the stated power of the factor.
Finding check_identity(const ExponentTrial& trial, const ClaimContext& context) {
  // Events are located to 40 bits of a step, about 10^-12.
  constexpr double rounding = 1e-9;
  Finding finding;
  LargestError worst;
  const double first = predicted_time(trial, trial.setting(trial.factors.front()));
  for (const double factor : trial.factors) {
    throw_if_interrupted(context);
    const double stated = first * std::pow(factor / trial.factors.front(), trial.exponent);
    const double time = predicted_time(trial, trial.setting(factor));
    worst.see(time / stated - 1);
    finding.measurements.push_back({fmt::format("time [steps] at factor {:.2f}", factor),
                                    stated,
                                    time,
                                    {stated * (1 - rounding), stated * (1 + rounding)}});
  }
  finding.measurements.insert(finding.measurements.begin(),
                              {"largest relative difference", 0.0, worst.value(), {0.0, rounding}});
  finding.replicates = 1;
  finding.verdict = worst.value() <= rounding ? Verdict::pass : Verdict::fail;
  finding.explanation = "the mean field's times, to rounding, over a factor of 4 in the parameter";
  report_margins(trial, finding);
  return finding;
}

}  // namespace
}  // namespace exponent_trial

Claim exponent_claim(const ExponentTrial& trial) {
  if (trial.decided == ExponentTrial::Decided::as_identity) {
    return {{trial.id, trial.statement, trial.source, "identity", trial.hypotheses,
             std::to_string(trial.factors.size()) +
                 " points over a factor of 4: the mean field's times over the stated power agree "
                 "within 10^-9. Runs only repeat the algebra of (7.3)",
             "mean_field", "double"},
            Decision::arithmetic,
            [trial](const ClaimContext& context) {
              return exponent_trial::check_identity(trial, context);
            }};
  }
  return {{trial.id, trial.statement, trial.source, "exponent", trial.hypotheses,
           std::to_string(trial.factors.size()) +
               " points over a factor of 4; 8 clusters of one seed each; interval of the mean "
               "exponent inside the predicted one +- 0.02, exponents between neighbours inside "
               "what that allows over the whole range",
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
