#include "theory/harmful/test_error.hpp"

#include <array>
#include <cmath>
#include <string>

#include <fmt/format.h>

#include "theory/elementary.hpp"
#include "verify/claims/harmful/error_map.hpp"
#include "verify/statistics/joint_decision.hpp"
#include "verify/statistics/slope_equivalence.hpp"

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

constexpr std::array<std::int64_t, 3> dimensions = {4500, 20'000, 100'000};
/// The predicted errors lie from 0.071 to 0.334, so that each can be off by the tolerance either
/// way; at |mu| = 10 four of the former cells could not be too large.
constexpr std::array<double, 3> signal_norms = {2.5, 4, 6};
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
  std::vector<ErrorCell> cells;
  for (const Epoch epoch : {Epoch::published, Epoch::late}) {
    for (const std::int64_t dimension : dimensions) {
      for (const double signal_norm : signal_norms)
        cells.push_back({epoch, dimension, signal_norm});
    }
  }
  fill(cells, size, design, context);
  Finding finding;
  LargestError worst;
  std::vector<DecidedStatement> statements;
  for (const ErrorCell& cell : cells) {
    const SlopeDecision decision =
        decide_slope(cell.by_replicate, {cell.predicted, tolerance}, context.alpha);
    statements.push_back({decision.verdict, decision.test});
    worst.see(cell.observed - cell.predicted);
    finding.measurements.push_back({"error on fresh data" + place(cell),
                                    cell.predicted,
                                    cell.observed,
                                    {cell.predicted - tolerance, cell.predicted + tolerance}});
  }
  finding.measurements.insert(finding.measurements.begin(),
                              {"largest difference", 0.0, worst.value(), {0.0, tolerance}});
  finding.replicates = static_cast<std::int64_t>(size.replicates * cells.size());
  const DecidedStatement joint = joint_decision(statements, context.alpha);
  finding.verdict = joint.verdict;
  finding.test = joint.test;
  finding.explanation =
      fmt::format("18 predicted errors on fresh data, largest difference {:.2g}", worst.value());
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
