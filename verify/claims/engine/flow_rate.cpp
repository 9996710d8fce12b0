#include <array>
#include <cmath>
#include <string>
#include <vector>

#include "sim/engine/flow.hpp"
#include "theory/elementary.hpp"
#include "verify/claims/engine/engine_claims.hpp"
#include "verify/statistics/slope_equivalence.hpp"

namespace benignity {
namespace {

constexpr std::array<int, 6> rate_step_counts = {100, 200, 400, 800, 1600, 3200};
constexpr std::uint64_t rate_replicates = 3;
constexpr double rate_flow_time = 1;  // 200 steps of the paper
constexpr double rate_tolerance = 0.1;

/// The largest logit error of gradient descent at flow_time, for every step count.
std::vector<double> largest_errors(const GramStart<double>& start) {
  GramFlow<double> flow(start.problem, start.state, flow_tolerance<double>());
  while (flow.time() < rate_flow_time) flow.advance(rate_flow_time - flow.time());
  std::vector<double> errors;
  for (const int steps : rate_step_counts) {
    GramDescent<double> descent(start.problem, start.state);
    for (int tau = 0; tau < steps; ++tau) descent.step(rate_flow_time / steps);
    LargestError error;
    error.see_entries(Vector<double>(descent.logits() - flow.logits()));
    errors.push_back(error.value());
  }
  return errors;
}

Finding check_flow_rate(const FlowRateDesign& design, const ClaimContext& context) {
  Finding finding;
  std::vector<double> step_sizes;
  for (const int steps : rate_step_counts) step_sizes.push_back(rate_flow_time / steps);
  bool inside = true;
  for (std::uint64_t replicate = 0; replicate < rate_replicates; ++replicate) {
    throw_if_interrupted(context);
    const std::vector<double> errors =
        largest_errors(sample_gram_start(Parameters{}, context.seed, replicate));
    const double slope = log_log_slope(step_sizes, errors);
    inside = inside && std::abs(slope - design.exponent) <= rate_tolerance;
    finding.measurements.push_back(
        {"exponent of the error in alpha, replicate " + std::to_string(replicate),
         design.exponent,
         slope,
         {design.exponent - rate_tolerance, design.exponent + rate_tolerance}});
    finding.measurements.push_back(
        {"error at the smallest alpha, replicate " + std::to_string(replicate),
         std::nullopt,
         errors.back(),
         {}});
  }
  finding.replicates = rate_replicates;
  finding.verdict = inside ? Verdict::pass : Verdict::fail;
  finding.explanation = "largest logit error at t = 1 over five halvings of alpha";
  return finding;
}

}  // namespace

Claim flow_rate_claim(const FlowRateDesign& design) {
  return {{"engine.flow_rate",
           "gradient descent tends to the gradient flow at rate alpha: halving the step size "
           "halves the error of every logit at a given t = alpha tau",
           "[derived] theory/README.md section 6", "engine",
           "the paper's (2000, 20) at t = 1, which is step 200 at alpha = 0.005",
           "3 sampled starts; alpha = 1/100, ..., 1/3200 (five halvings); least-squares exponent "
           "of the largest logit error in alpha within 1 +- 0.1 for every start",
           "flow, sampled", "double"},
          Decision::arithmetic,
          [design](const ClaimContext& context) { return check_flow_rate(design, context); }};
}

}  // namespace benignity
