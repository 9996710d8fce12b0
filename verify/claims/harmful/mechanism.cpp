#include <algorithm>
#include <cmath>
#include <string>

#include <fmt/format.h>

#include "sim/engine/flow.hpp"
#include "sim/engine/sampled.hpp"
#include "sim/lanes/cholesky.hpp"
#include "theory/harmful/head_noise.hpp"
#include "theory/harmful/memorisation.hpp"
#include "theory/harmful/test_error.hpp"
#include "verify/claims/harmful/error_map.hpp"

namespace benignity {
namespace mechanism_trial {
namespace {

ClaimDescription statement() {
  return {"theorem.harmful.mechanism",
          "the paper's (4500, 5) is harmful at step 1000 because of head noise, which alone errs "
          "by more "
          "than delta where memorised noise alone does not; long after it is harmful because of "
          "memorisation, the other way round",
          "[derived] theory/README.md (11.3) to (11.13); [published] test accuracy 0.867",
          "theorem",
          "(d, |mu|) = (4500, 5), below both thresholds at delta = 0.05",
          "mean over 12 replicates of (11.3) at each trained state, and with the noise of fresh "
          "logits or of fresh head values taken away; step 1000 (descent) and 10^12 (flow)",
          "sampled, flow",
          "double"};
}

constexpr std::uint64_t replicates = 12;

/// (5.4) with the chi-squared at its mean.
AttentionReadout readout_of(const Parameters& parameters, const GramState<double>& state) {
  const Eigen::Index vectors = state.logits.size();
  const double along = inverse_product(state.kernel, state.logits);
  const double across = parameters.init_weight_std() * parameters.init_weight_std() *
                        state.query_norm2 * static_cast<double>(parameters.dimension - vectors);
  return {state.logits(vectors - 2), state.logits(vectors - 1), along + across};
}

AttentionReadout descended(const Parameters& parameters, const GramStart<double>& start) {
  GramDescent<double> descent(start.problem, start.state);
  for (double tau = 0; tau < parameters.steps; ++tau) descent.step(parameters.step_size);
  return readout_of(parameters, descent.state());
}

AttentionReadout flowed(const Parameters& parameters, const GramStart<double>& start,
                        const ClaimContext& context) {
  GramFlow<double> flow(start.problem, start.state, flow_tolerance<double>());
  const double target = parameters.step_size * parameters.steps;
  for (double left = target; left > 0;) {
    throw_if_interrupted(context);
    flow.advance(left);
    left = flow.last_length() < left ? target - flow.time() : 0;
  }
  return readout_of(parameters, flow.gram_state());
}

/// The error on fresh data at trained states, and what either noise alone would make of it.
struct Errors {
  double both = 0;
  double head_only = 0;
  double logits_only = 0;

  void add(const Parameters& parameters, const AttentionReadout& readout, double weight) {
    both += weight * test_error(parameters, readout);
    head_only += weight * test_error(parameters, readout, FreshNoise::head_only);
    logits_only += weight * test_error(parameters, readout, FreshNoise::logits_only);
  }
};

void measure(const std::string& when, const Errors& predicted, const Errors& observed,
             const Interval& head_only, const Interval& logits_only, Finding& finding) {
  finding.measurements.push_back({"error" + when, predicted.both, observed.both, {}});
  finding.measurements.push_back(
      {"error of head noise alone" + when, predicted.head_only, observed.head_only, head_only});
  finding.measurements.push_back({"error of noise in logits alone" + when, predicted.logits_only,
                                  observed.logits_only, logits_only});
}

bool inside(const Measurement& measured) {
  return measured.observed >= measured.accept.lower.value_or(-INFINITY) &&
         measured.observed <= measured.accept.upper.value_or(INFINITY);
}

Finding check(const MechanismDesign& design, const ClaimContext& context) {
  const Parameters early = published_at(4500, 5, Epoch::published);
  Parameters late = early;
  late.steps = design.late_step;
  const auto readouts = second_order_readouts(early, {early.steps, late.steps});
  Errors predicted_early;
  Errors predicted_late;
  predicted_early.add(early, readouts[0], 1);
  predicted_late.add(late, readouts[1], 1);
  Errors observed_early;
  Errors observed_late;
  for (std::uint64_t replicate = 0; replicate < replicates; ++replicate) {
    throw_if_interrupted(context);
    const GramStart<double> start = sample_gram_start(early, context.seed, replicate);
    constexpr double weight = 1.0 / replicates;
    observed_early.add(early, descended(early, start), weight);
    observed_late.add(late, flowed(late, start, context), weight);
  }
  Finding finding;
  finding.replicates = replicates;
  const double delta = early.failure_probability;
  measure(" at step 1000", predicted_early, observed_early, {delta, {}}, {{}, delta}, finding);
  measure(" late", predicted_late, observed_late, {{}, delta}, {delta, {}}, finding);
  finding.measurements.push_back({"|mu| below which uniform attention errs by delta",
                                  std::nullopt,
                                  uniform_head_noise_threshold(early),
                                  {early.signal_norm, {}}});
  finding.measurements.push_back({"|mu| below which memorisation errs by delta in the end",
                                  std::nullopt,
                                  memorisation_threshold(early).value(),
                                  {early.signal_norm, {}}});
  const bool holds = std::all_of(finding.measurements.begin(), finding.measurements.end(), inside);
  finding.measurements.push_back(
      {"error untrained", std::nullopt, uniform_attention_error(early), {}});
  finding.measurements.push_back({"error in the end",
                                  std::nullopt,
                                  loud_error(early, late_ratio(early), head_signal_to_noise(early)),
                                  {}});
  finding.measurements.push_back(
      {"log scaled time at which logits are loud", std::nullopt, loud_log_time(early), {}});
  finding.verdict = holds ? Verdict::pass : Verdict::fail;
  finding.explanation = fmt::format(
      "error {:.3f} at step 1000, head noise alone {:.3f}, logits alone {:.3f}; late {:.3f}, "
      "{:.3f}, {:.3f}",
      observed_early.both, observed_early.head_only, observed_early.logits_only, observed_late.both,
      observed_late.head_only, observed_late.logits_only);
  return finding;
}

}  // namespace
}  // namespace mechanism_trial

Claim harmful_mechanism_claim(const MechanismDesign& design) {
  return {
      mechanism_trial::statement(), Decision::arithmetic,
      [design](const ClaimContext& context) { return mechanism_trial::check(design, context); }};
}

}  // namespace benignity
