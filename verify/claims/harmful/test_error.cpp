#include "theory/harmful/test_error.hpp"

#include <array>
#include <cmath>
#include <string>

#include "verify/claims/harmful/error_map.hpp"

namespace benignity {
namespace {

constexpr std::array<std::int64_t, 3> dimensions = {4500, 20'000, 100'000};
constexpr std::array<double, 3> signal_norms = {2.5, 5, 10};
constexpr ErrorMapSize size{4, 4000};
/// Absolute. The mean field leaves out the tokens' own head noise in training, section 7b (i): on
/// other seeds it was 0.012 off at most on this grid, and up to 0.031 at d <= 1000.
constexpr double tolerance = 0.02;

std::string place(const ErrorCell& cell) {
  return " at d = " + std::to_string(cell.dimension) +
         ", |mu| = " + std::to_string(cell.signal_norm).substr(0, 4) +
         (cell.epoch == Epoch::published ? ", step 1000" : ", step 10^7");
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
  double worst = 0;
  for (const ErrorCell& cell : cells) {
    const double error = std::abs(cell.observed - cell.predicted);
    if (!(error <= worst)) worst = error;
    finding.measurements.push_back({"error on fresh data" + place(cell),
                                    cell.predicted,
                                    cell.observed,
                                    {cell.predicted - tolerance, cell.predicted + tolerance}});
  }
  finding.measurements.insert(finding.measurements.begin(),
                              {"largest difference", 0.0, worst, {0.0, tolerance}});
  finding.replicates = static_cast<std::int64_t>(size.replicates * cells.size());
  finding.verdict = worst <= tolerance ? Verdict::pass : Verdict::fail;
  finding.explanation =
      "18 predicted errors on fresh data, largest difference " + std::to_string(worst).substr(0, 6);
  return finding;
}

}  // namespace

Claim harmful_test_error_claim(const HarmfulDesign& design) {
  return {{"theorem.harmful.test_error",
           "head noise and memorised logit noise together give the error on fresh data, before "
           "and long after memorisation",
           "[derived] theory/README.md (11.3), (7b.8)", "theorem",
           "n = 20, T = 8, rho = 0.1, eta = 0.2, alpha = 0.005; d = 4500, 20000, 100000; |mu| = "
           "2.5, 5, 10 sigma_eps: kappa from 0.001 to 0.44",
           "steps 1000 (descent) and 10^7 (flow), 4 replicates with 4000 fresh samples a cell; "
           "the mean counted error, its value at step 0 replaced by the exact one, within 0.02 of "
           "the prediction in each of the 18 cells",
           "sampled, flow", "double"},
          Decision::arithmetic,
          [design](const ClaimContext& context) { return check(design, context); }};
}

}  // namespace benignity
