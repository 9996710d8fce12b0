#include "verify/claims/own/own_claim.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <set>

#include <fmt/format.h>

#include "theory/invalid_input.hpp"
#include "theory/prediction.hpp"
#include "verify/claims/own/own_runs.hpp"
#include "verify/claims/own/own_scale.hpp"

namespace benignity {
namespace {

constexpr double most_runs = 1e6;
constexpr int looks_grow_by = 4;  ///< two doublings

void require_runs(const OwnStatement& own, std::int64_t replicates) {
  const double runs = static_cast<double>(replicates) * static_cast<double>(own.plan.cells.size());
  if (runs > most_runs) {
    throw InvalidInput(
        "replicates", std::to_string(replicates),
        "so small that the claim takes at most 10^6 runs, not " + shortest_decimal(runs));
  }
}

void require(const OwnStatement& own, const PowerLaw& law) {
  if (!std::isfinite(law.exponent)) {
    throw InvalidInput("claim.exponent", shortest_decimal(law.exponent), "a finite number");
  }
  if (!(law.tolerance > 0 && law.tolerance < 1)) {
    throw InvalidInput("claim.tolerance", shortest_decimal(law.tolerance), "between 0 and 1");
  }
  if (law.clusters < 3) {
    throw InvalidInput("replicates", std::to_string(law.clusters),
                       "at least 3, for a spread of exponents");
  }
  const std::vector<double> numbers = abscissa_values(own);
  const std::size_t distinct = std::set<double>(numbers.begin(), numbers.end()).size();
  if (distinct < 3) {
    throw InvalidInput(abscissa_name(own), distinct == 1 ? "one value" : "two values",
                       "swept over at least three: any two points lie on a power law");
  }
  if (distinct < numbers.size()) {
    throw InvalidInput("claim.along", abscissa_name(own),
                       "a key that differs from each cell to the next");
  }
  require_runs(own, law.clusters);
}

void require(const OwnStatement& own, const Bound& bound) {
  constexpr double infinity = std::numeric_limits<double>::infinity();
  const double lower = bound.accept.lower.value_or(-infinity);
  const double upper = bound.accept.upper.value_or(infinity);
  if (!(lower <= upper) || (std::isinf(lower) && std::isinf(upper))) {
    throw InvalidInput("claim.at_least", shortest_decimal(lower),
                       "a finite number of at most claim.at_most = " + shortest_decimal(upper));
  }
  if (!(bound.probability > 0 && bound.probability < 1)) {
    throw InvalidInput("claim.probability", shortest_decimal(bound.probability),
                       "strictly between 0 and 1");
  }
  if (bound.first_look < 1) {
    throw InvalidInput("replicates", std::to_string(bound.first_look), "at least 1");
  }
  require_runs(own, looks_grow_by * bound.first_look);
  if (!is_stopping_time(own.observable)) return;
  const std::vector<double> units = observable_units(own);
  for (std::size_t cell = 0; cell < units.size(); ++cell) {
    const double steps = own.plan.cells[cell].parameters.steps;
    const double latest = (std::isinf(upper) ? lower : upper) * units[cell];
    if (steps < latest) {
      throw InvalidInput(
          "steps", shortest_decimal(steps),
          "at least the bound on " + observable_name(own) + ", " + shortest_decimal(latest));
    }
  }
}

/// The scopes that the cell's side of kappa* stands on.
std::vector<MarginScope> scopes_of(Regime regime) {
  switch (regime) {
    case Regime::not_overfitting:
      return {MarginScope::both_parts, MarginScope::part_one};
    case Regime::benign_overfitting:
      return {MarginScope::both_parts, MarginScope::part_two};
    default:
      return {MarginScope::both_parts, MarginScope::part_one, MarginScope::part_two};
  }
}

bool has_no_prediction(const Parameters& parameters) {
  return std::holds_alternative<NoEquivalent>(mean_field_reduction(parameters));
}

/// Each margin at its least over the cells that theory speaks of.
std::vector<MarginValue> least_margins(const SweepPlan& plan) {
  std::vector<MarginValue> least;
  for (const RunSettings& cell : plan.cells) {
    if (has_no_prediction(cell.parameters)) continue;
    const Prediction prediction = predict(cell.parameters);
    const std::vector<MarginScope> scopes = scopes_of(prediction.regime);
    const std::vector<Margin> margins =
        cell.has_continuous_time() ? without_step(prediction.margins) : prediction.margins;
    for (const Margin& margin : margins) {
      if (std::find(scopes.begin(), scopes.end(), margin.scope) == scopes.end()) continue;
      const auto found = std::find_if(least.begin(), least.end(), [&](const MarginValue& known) {
        return known.name == margin.name;
      });
      if (found == least.end()) {
        least.push_back({margin.name, margin.value});
      } else if (!(margin.value >= found->value)) {
        found->value = margin.value;
      }
    }
  }
  return least;
}

std::string unmet(const std::vector<MarginValue>& margins) {
  std::string names;
  for (const MarginValue& margin : margins) {
    if (!(margin.value > 1)) {
      names += fmt::format("{}{} = {:.3g}", names.empty() ? "" : ", ", margin.name, margin.value);
    }
  }
  return names;
}

Finding check(const OwnStatement& own, const ClaimContext& context) {
  const std::vector<MarginValue> margins = least_margins(own.plan);
  const std::string below = unmet(margins);
  Finding finding;
  if (!below.empty() && own.margins == MarginDuty::required) {
    finding.verdict = Verdict::out_of_regime;
    finding.explanation = "margins that do not exceed 1: " + below;
  } else {
    const auto* const law = std::get_if<PowerLaw>(&own.prediction);
    finding = law != nullptr ? try_power_law(own, *law, context)
                             : try_bound(own, std::get<Bound>(own.prediction), context);
    if (!below.empty()) finding.explanation += "; margins that do not exceed 1: " + below;
  }
  finding.margins = margins;
  return finding;
}

std::string method(const PowerLaw& law) {
  return fmt::format(
      "{} clusters of one seed each run the whole sweep; interval of the mean exponent inside {} "
      "+- {}, exponents between neighbours inside the same allowance of the whole range",
      law.clusters, law.exponent, law.tolerance);
}

std::string method(const Bound& bound) {
  return fmt::format(
      "{} replicates, doubled twice at most, each in every cell; Clopper-Pearson lower bound at "
      "least {}",
      bound.first_look, bound.probability);
}

}  // namespace

Claim own_claim(const OwnStatement& own) {
  if (own.margins == MarginDuty::required) {
    for (const RunSettings& cell : own.plan.cells) (void)mean_field_equivalent(cell.parameters);
  }
  const RunSettings& first = own.plan.cells.front();
  if (std::any_of(own.plan.cells.begin(), own.plan.cells.end(),
                  [](const RunSettings& cell) { return cell.engine == Engine::mean_field; })) {
    throw InvalidInput("engine", "mean_field",
                       "one whose replicates differ: sampled, gram, dense, flow");
  }
  if (own.relative_to != nullptr && !is_stopping_time(own.observable)) {
    throw InvalidInput("claim.relative_to", own.relative_to->name,
                       "absent, or beside a stopping time");
  }
  std::visit([&](const auto& prediction) { require(own, prediction); }, own.prediction);
  const std::string how =
      std::visit([](const auto& prediction) { return method(prediction); }, own.prediction);
  return {{own.id, own.statement, own.source, "own", "the setting of the file", how,
           std::string(name(first.engine)), std::string(name(first.precision)), "own"},
          Decision::statistical,
          [own](const ClaimContext& context) { return check(own, context); }};
}

}  // namespace benignity
