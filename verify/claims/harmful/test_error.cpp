#include "theory/harmful/test_error.hpp"

#include <cmath>
#include <string>

#include <fmt/format.h>

#include "theory/elementary.hpp"
#include "verify/claims/harmful/error_map.hpp"
#include "verify/statistics/joint_decision.hpp"

namespace benignity {
namespace test_error_trial {
namespace {

ClaimDescription statement() {
  return {
      "theorem.harmful.test_error",
      "head noise and memorised logit noise together give the error on fresh data, before "
      "and long after memorisation",
      "[derived] theory/README.md (11.3), (7b.8)",
      "theorem",
      "n = 20, T = 8, rho = 0.1, eta = 0.2, alpha = 0.005; d = 4500, 20000, 100000; |mu| = "
      "2.5, 4, 6 sigma_eps: kappa from 0.001 to 0.16",
      "steps 1000 (descent) and 10^7 (flow), 32 replicates with 4000 fresh samples a cell, no draw "
      "shared between cells; the counted error, its value at step 0 replaced by the exact one: "
      "its mean within 0.02 of the prediction in each of the 18 cells by two one-sided t tests, "
      "all must pass, Bonferroni for FAIL",
      "sampled, flow",
      "double"};
}

/// At other seeds (9005) the scatter of a replicate was 0.011 at most where the difference was
/// 0.009: 32 replicates put its bounds inside the tolerance.
constexpr ErrorMapSize size{32, 4000};
/// Absolute. The mean field leaves out the tokens' own head noise in training, section 7b (i): on
/// other seeds it was 0.012 off at most on this grid, and up to 0.031 at d <= 1000.
constexpr double tolerance = 0.02;

std::string place(const ErrorCell& cell) {
  return fmt::format(" at d = {}, |mu| = {:#.3g}, step {}", cell.dimension, cell.signal_norm,
                     cell.epoch == Epoch::published ? "1000" : "10^7");
}

Finding check(const HarmfulDesign& design, const ClaimContext& context) {
  std::vector<ErrorCell> cells = cells_of(design);
  fill(cells, size, design, context);
  Finding finding;
  LargestError worst;
  std::vector<DecidedStatement> statements;
  for (const ErrorCell& cell : cells) {
    const Interval accept{cell.predicted - tolerance, cell.predicted + tolerance};
    statements.push_back(decide_error(cell, *accept.lower, *accept.upper, context.alpha));
    worst.see(cell.observed - cell.predicted);
    finding.measurements.push_back(
        {"error on fresh data" + place(cell), cell.predicted, cell.observed, accept});
  }
  finding.measurements.insert(finding.measurements.begin(),
                              {"largest difference", 0.0, worst.value(), {0.0, tolerance}});
  finding.replicates = static_cast<std::int64_t>(size.replicates * cells.size());
  const DecidedStatement joint = joint_decision(statements, context.alpha);
  finding.verdict = joint.verdict;
  finding.test = joint.test;
  finding.explanation = fmt::format("{} predicted errors on fresh data, largest difference {:.2g}",
                                    cells.size(), worst.value());
  return finding;
}

}  // namespace
}  // namespace test_error_trial

Claim harmful_test_error_claim(const HarmfulDesign& design) {
  return {
      test_error_trial::statement(), Decision::statistical,
      [design](const ClaimContext& context) { return test_error_trial::check(design, context); }};
}

}  // namespace benignity
