#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "theory/elementary.hpp"
#include "verify/claims/harmful/error_map.hpp"
#include "verify/claims/harmful/map_figure.hpp"
#include "verify/statistics/joint_decision.hpp"

namespace benignity {
namespace map_trial {
namespace {

ClaimDescription statement() {
  return {
      "theorem.harmful.map",
      "the predicted error on fresh data says where over (|mu|, d) it exceeds delta, at step "
      "1000 and long after",
      "[derived] theory/README.md (11.3), (11.7), (11.13)",
      "theorem",
      "n = 20, T = 8, rho = 0.1, eta = 0.2, alpha = 0.005; d from 1000 to 100000, |mu| from 2 "
      "to 20 sigma_eps; delta = 0.05",
      "84 cells, 32 replicates with 2000 fresh samples each, no draw shared between cells; the "
      "counted error, its value at step 0 replaced by the exact one: its mean within 0.04 of the "
      "prediction and, unless that is within a factor of 1.5 of delta, on its side of delta, by "
      "two one-sided t tests a cell; all must pass, Bonferroni for FAIL",
      "sampled, flow",
      "double"};
}

/// At seed 9006, which judges nothing, a cell was off by 0.020 at most and scattered by 0.024 at
/// most between replicates (0.024 and 0.017 together): 32 of them put its bounds inside the
/// tolerance.
constexpr ErrorMapSize size{32, 2000};
constexpr double tolerance = 0.04;
/// Cells whose predicted error is within this factor of delta are not asked on which side they are.
constexpr double guard = 1.5;

struct Accepted {
  double lower;
  double upper;
};

Accepted accepted(double predicted, double delta) {
  Accepted errors{predicted - tolerance, predicted + tolerance};
  if (predicted >= guard * delta) errors.lower = std::max(errors.lower, delta);
  if (predicted <= delta / guard) errors.upper = std::min(errors.upper, delta);
  return errors;
}

Finding check(const HarmfulDesign& design, const ClaimContext& context) {
  std::vector<ErrorCell> cells = cells_of(design);
  fill(cells, size, design, context);
  const double delta = Parameters{}.failure_probability;
  LargestError worst;
  std::vector<DecidedStatement> statements;
  for (const ErrorCell& cell : cells) {
    worst.see(cell.observed - cell.predicted);
    const auto [lower, upper] = accepted(cell.predicted, delta);
    statements.push_back(decide_error(cell, lower, upper, context.alpha));
  }
  const DecidedStatement joint = joint_decision(statements, context.alpha);
  const auto passed = std::count_if(
      statements.begin(), statements.end(),
      [](const DecidedStatement& statement) { return statement.verdict == Verdict::pass; });
  Finding finding;
  finding.verdict = joint.verdict;
  finding.test = joint.test;
  finding.replicates = static_cast<std::int64_t>(size.replicates * cells.size());
  const auto count = static_cast<double>(cells.size());
  finding.measurements = {
      {"largest difference of the error on fresh data", 0.0, worst.value(), {0.0, tolerance}},
      {"cells shown to be as predicted", count, static_cast<double>(passed), {count, count}}};
  finding.figures = {harmful_map_figure(design, cells)};
  finding.explanation =
      fmt::format("{} cells, largest difference {:.2g}", cells.size(), worst.value());
  return finding;
}

}  // namespace
}  // namespace map_trial

Claim harmful_map_claim(const HarmfulDesign& design) {
  return {map_trial::statement(), Decision::statistical,
          [design](const ClaimContext& context) { return map_trial::check(design, context); }};
}

}  // namespace benignity
