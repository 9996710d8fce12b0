#include "theory/heads/alignment.hpp"

#include <cmath>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "sim/trajectory/simulate.hpp"
#include "theory/harmful/head_noise.hpp"
#include "theory/mean_field/event_times.hpp"
#include "theory/signal_to_noise_ratio.hpp"
#include "verify/claims/decided_means.hpp"
#include "verify/claims/heads/claims.hpp"
#include "verify/claims/runs.hpp"
#include "verify/statistics/slope_equivalence.hpp"

namespace benignity {
namespace heads_alignment_trial {
namespace {

ClaimDescription statement() {
  return {
      "heads.alignment",
      "heads with linear heads of their own at cos(phi) to the signal memorise, and err on fresh "
      "data between Phi(-R) and Phi(-R/sqrt(T)), R = cos(phi) |mu| sqrt(H/2)/sigma_eps: benign "
      "for R >= z sqrt(T), harmful for R < z, Phi(-z) = delta",
      "[derived] theory/heads/README.md (H.7), (H.8)",
      "theorem",
      "n = 10, T = 4, d = 10^8, eta = 0.2, rho = 0.1, kappa = 2; cos(phi) |mu|/(sqrt(2) sigma_eps) "
      "= "
      "1 and 2 for H = 1, 2, 0.5 and 1 for H = 4, that is cos(phi) from 0.00016 to 0.00063; |nu| "
      "cos(phi) = 1/(H |mu|)",
      "32 replicates a setting with 1000 fresh samples, none shared, after eight times the "
      "fitting time of an aligned head; the mean error between the limits by two one-sided t "
      "tests, all must pass, and no share of fitted labels below 0.9 in the mean",
      "sampled",
      "double"};
}

constexpr std::int64_t replicates = 32;

struct Setting {
  std::int64_t heads;
  double resolution;  ///< cos(phi) |mu|/(sqrt(2) sigma_eps), of one head
};
constexpr Setting settings[] = {{1, 1}, {1, 2}, {2, 1}, {2, 2}, {4, 0.5}, {4, 1}};

Parameters parameters_of(const Setting& setting) {
  Parameters parameters = lazy_setting(2, 100'000'000);
  parameters.samples = 10;
  parameters = with_small_step_margin(with_kappa(parameters, 2), 0.25);
  parameters.steps = std::ceil(8 * mean_field_times(parameters).fit.value());
  parameters.heads = setting.heads;
  parameters.linear_heads = LinearHeads::independent;
  parameters.head_alignment = setting.resolution / head_signal_to_noise(parameters);
  const auto heads = static_cast<double>(setting.heads);
  parameters.chosen_head_norm = 1 / (heads * parameters.signal_norm * parameters.head_alignment);
  parameters.step_size *= heads;
  return parameters;
}

Finding check(const HeadsAlignmentDesign& design, const ClaimContext& context) {
  Finding finding;
  std::vector<DecidedStatement> statements;
  bool memorised = true;
  std::uint64_t first_replicate = 0;
  for (const Setting& setting : settings) {
    const Parameters parameters = parameters_of(setting);
    std::vector<double> errors(replicates);
    std::vector<double> fitted(replicates);
    over_replicates(context, 0, replicates, [&](std::int64_t replicate) {
      RunSettings run =
          ends_of_run(parameters, context, first_replicate + static_cast<std::uint64_t>(replicate));
      run.test_samples = 1000;
      const Snapshot final = simulate(run).final();
      errors[static_cast<std::size_t>(replicate)] = 1 - final.test.accuracy.mean;
      fitted[static_cast<std::size_t>(replicate)] = final.train_accuracy;
    });
    first_replicate += replicates;
    const double heads_factor =
        std::pow(static_cast<double>(setting.heads), design.heads_power - 0.5);
    const double resolution = heads_factor * heads_signal_to_noise(parameters);
    const double least = normal_tail(resolution);
    const double most = normal_tail(resolution / std::sqrt(static_cast<double>(parameters.tokens)));
    const SlopeDecision decision =
        decide_slope(errors, {(least + most) / 2, (most - least) / 2}, context.alpha);
    statements.push_back({decision.verdict, decision.test});
    double share = 0;
    for (const double each : fitted) share += each / replicates;
    memorised = memorised && share >= 0.9;
    const std::string at =
        fmt::format(", H = {}, R = {:.2f}", setting.heads, heads_signal_to_noise(parameters));
    finding.measurements.push_back(
        {"error on fresh data" + at, std::nullopt, decision.test.value, {least, most}});
    finding.measurements.push_back({"share of labels fitted" + at, 1.0, share, {0.9, 1.0}});
    finding.replicates += replicates;
  }
  conclude(statements, context.alpha, finding);
  if (!memorised) finding.verdict = Verdict::fail;
  finding.explanation =
      "errors of 1, 2 and 4 independent heads that have memorised, hardly aligned";
  return finding;
}

}  // namespace
}  // namespace heads_alignment_trial

Claim heads_alignment_claim(const HeadsAlignmentDesign& design) {
  return {heads_alignment_trial::statement(), Decision::statistical,
          [design](const ClaimContext& context) {
            return heads_alignment_trial::check(design, context);
          }};
}

}  // namespace benignity
