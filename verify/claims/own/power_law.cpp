#include <algorithm>
#include <cmath>
#include <numeric>
#include <string>

#include <fmt/format.h>

#include "theory/invalid_input.hpp"
#include "verify/claims/local_exponents.hpp"
#include "verify/claims/own/own_runs.hpp"
#include "verify/claims/own/own_scale.hpp"
#include "verify/statistics/power_law_fit.hpp"

namespace benignity {
namespace {

/// What keeps this run from having a logarithm, or nothing.
std::optional<std::string> obstacle(const OwnStatement& own, const ObservedRun& run,
                                    std::size_t cell, std::size_t replicate) {
  if (run.after && *run.after > 0 && std::isfinite(*run.after)) return std::nullopt;
  const RunSettings& settings = own.plan.cells[cell];
  const std::string where =
      fmt::format("at {}, replicate {}", swept_values(own.plan, settings), replicate);
  if (run.after) {
    return fmt::format("{} is {} {}: it has no logarithm", observable_name(own),
                       shortest_decimal(*run.after), where);
  }
  if (!is_stopping_time(own.observable))
    return fmt::format("{} does not exist {}", observable_name(own), where);
  return fmt::format("{} did not happen within {} steps {}", observable_name(own),
                     shortest_decimal(settings.parameters.steps), where);
}

/// exp of the mean logarithm over replicates.
double geometric_mean(const std::vector<std::vector<ObservedRun>>& runs, std::size_t cell) {
  double sum = 0;
  for (const auto& replicate : runs) sum += std::log(replicate[cell].after.value());
  return std::exp(sum / static_cast<double>(runs.size()));
}

std::string figure_name(const std::string& id) {
  std::string name = id;
  std::transform(name.begin(), name.end(), name.begin(), [](char letter) {
    const bool is_digit = letter >= '0' && letter <= '9';
    const bool is_lower = letter >= 'a' && letter <= 'z';
    const bool is_upper = letter >= 'A' && letter <= 'Z';
    if (is_upper) return static_cast<char>(letter - 'A' + 'a');
    return is_digit || is_lower ? letter : '_';
  });
  return name;
}

/// Every run, and the predicted power through the middle of the means.
Figure figure(const OwnStatement& own, const PowerLaw& law, const std::vector<double>& x,
              const std::vector<std::vector<ObservedRun>>& runs, const PowerLawDecision& decision) {
  Series observed{"runs", Mark::observed, {}, {}, {}};
  Series predicted{fmt::format("exponent {}", law.exponent), Mark::predicted, x, {}, {}};
  double level = 0;
  for (std::size_t cell = 0; cell < x.size(); ++cell) {
    for (const auto& replicate : runs) {
      observed.x.push_back(x[cell]);
      observed.y.push_back(replicate[cell].after.value());
    }
    level += std::log(geometric_mean(runs, cell)) - law.exponent * std::log(x[cell]);
  }
  level /= static_cast<double>(x.size());
  for (const double value : x) {
    predicted.y.push_back(std::exp(level + law.exponent * std::log(value)));
  }
  Panel panel;
  panel.x = {abscissa_name(own), Scale::logarithmic, {}, {}};
  panel.y = {observable_name(own), Scale::logarithmic, {}, {}};
  panel.series = {observed, predicted};
  return {figure_name(own.id),
          own.statement,
          {panel, local_exponent_panel(abscissa_name(own), decision, law.exponent)}};
}

}  // namespace

Finding try_power_law(const OwnStatement& own, const PowerLaw& law, const ClaimContext& context) {
  const std::vector<double> x = abscissa_values(own);
  const std::vector<std::vector<ObservedRun>> runs = observe(own, context, 0, law.clusters);
  Finding finding;
  finding.replicates = law.clusters * static_cast<std::int64_t>(x.size());
  std::vector<std::vector<double>> clusters(runs.size());
  for (std::size_t replicate = 0; replicate < runs.size(); ++replicate) {
    for (std::size_t cell = 0; cell < x.size(); ++cell) {
      const std::optional<std::string> reason =
          obstacle(own, runs[replicate][cell], cell, replicate);
      if (reason) {
        finding.verdict = Verdict::inconclusive;
        finding.explanation = *reason;
        return finding;
      }
      clusters[replicate].push_back(runs[replicate][cell].after.value());
    }
  }
  const PowerLawDecision decision =
      decide_power_law(x, clusters, {law.exponent, law.tolerance}, context.alpha);
  finding.verdict = decision.verdict;
  finding.test = decision.test;
  finding.measurements = {
      {fmt::format("exponent of {} in {}", observable_name(own), abscissa_name(own)),
       law.exponent,
       decision.test.value,
       {law.exponent - law.tolerance, law.exponent + law.tolerance}}};
  report_local_exponents(abscissa_name(own), decision, law.exponent, finding);
  for (std::size_t cell = 0; cell < x.size(); ++cell) {
    finding.measurements.push_back({fmt::format("mean {} at {}", observable_name(own),
                                                swept_values(own.plan, own.plan.cells[cell])),
                                    std::nullopt,
                                    geometric_mean(runs, cell),
                                    {}});
  }
  finding.explanation =
      fmt::format("exponent {:.4g} in [{:.4g}, {:.4g}] over {} clusters of {} runs",
                  decision.test.value, decision.test.interval.lower.value(),
                  decision.test.interval.upper.value(), law.clusters, x.size());
  if (decision.bends()) finding.explanation += "; " + bend_of(decision);
  finding.figures = {figure(own, law, x, runs, decision)};
  return finding;
}

}  // namespace benignity
