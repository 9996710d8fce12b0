#include <array>
#include <cmath>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "sim/engine/flow.hpp"
#include "sim/lanes/cholesky.hpp"
#include "theory/elementary.hpp"
#include "theory/harmful/head_noise.hpp"
#include "theory/harmful/memorisation.hpp"
#include "theory/harmful/test_error.hpp"
#include "theory/mean_field/equations.hpp"
#include "verify/claims/harmful_edge/claims.hpp"
#include "verify/claims/harmful_edge/late_direction.hpp"
#include "verify/claims/recorded_settings.hpp"

namespace benignity {
namespace late_runs_trial {
namespace {

ClaimDescription statement() {
  return {
      "harmful_edge.late_runs",
      "at late times w = W^T p grows along the max-margin direction of the training set, with W "
      "and p both trained: its ratio lambda/(sigma_eps |w|) is that of the end",
      "[derived] theory/README.md (11.11), theory/harmful_edge/README.md (E1), (E3)",
      "theorem",
      "n = 20, T = 8, rho = 0.1, eta = 0.2, the published start; d = 1000 and 4500, |mu| on the "
      "edge of (11.13); the exact flow to log theta = 320",
      "2 replicates at each d; the ratio of w(320) - w(310), both classes, within 3% of that of "
      "the quadratic program of the tokens selected then; errors on the way are shown",
      "flow, sampled",
      "double"};
}

constexpr std::array<std::int64_t, 2> dimensions = {1000, 4500};
constexpr std::uint64_t replicates = 2;
/// Errors are shown at all but the last; the ratio is that of the growth between the last two.
constexpr std::array<double, 6> log_times = {20, 40, 80, 160, 310, 320};
constexpr double tolerance = 0.03;

Parameters on_the_edge(std::int64_t dimension) {
  Parameters parameters;
  parameters.dimension = dimension;
  parameters.signal_norm = memorisation_threshold(parameters).value();
  return parameters;
}

struct Moment {
  Vector<double> logits;  ///< of all M vectors
  double query_norm2 = 0;
};

std::vector<Moment> moments_of(const Parameters& parameters, const GramStart<double>& start,
                               const ClaimContext& context) {
  GramFlow<double> flow(start.problem, start.state, flow_tolerance<double>());
  // theta = alpha tau/(alpha steps a unit), (7.3).
  const double unit = parameters.step_size * std::exp(log_steps_per_scaled_time(parameters));
  std::vector<Moment> moments;
  for (const double log_time : log_times) {
    const double time = std::exp(log_time) * unit;
    while (flow.time() < time) {
      throw_if_interrupted(context);
      flow.advance(time - flow.time());
    }
    moments.push_back({flow.logits(), flow.query_norm2()});
  }
  return moments;
}

Finding check(const LateRunsDesign& design, const ClaimContext& context) {
  Finding finding;
  LargestError worst;
  for (const std::int64_t dimension : dimensions) {
    const Parameters parameters = on_the_edge(dimension);
    if (context.settings != nullptr) context.settings->record(parameters);
    for (std::uint64_t replicate = 0; replicate < replicates; ++replicate) {
      const std::string of = fmt::format(", d = {}, replicate {}", dimension, replicate);
      const GramStart<double> start = sample_gram_start(parameters, context.seed, replicate);
      const std::vector<Moment> moments = moments_of(parameters, start, context);
      const Matrix<double> kernel = start.state.kernel.selfadjointView<Eigen::Lower>();
      const Eigen::Index plus = start.problem.logit_count();

      const Vector<double> grown = moments[5].logits - moments[4].logits;
      const double norm = parameters.noise_std * std::sqrt(inverse_product(kernel, grown));
      const std::vector<std::size_t> selected =
          selected_tokens(start.problem, moments.back().logits);
      const LateRatios ratios = max_margin_ratios(parameters, start, selected);
      const auto compare = [&](const char* name, double stated, double observed) {
        stated *= design.ratio_factor;
        worst.see(observed / stated - 1);
        finding.measurements.push_back(
            {name + of, stated, observed, {stated * (1 - tolerance), stated * (1 + tolerance)}});
      };
      compare("late ratio of class +1", ratios.plus, grown(plus) / norm);
      compare("late ratio of class -1", ratios.minus, grown(plus + 1) / norm);
      const std::vector<std::size_t> best = best_tokens_of(query_problem(start));
      double elsewhere = 0;
      for (std::size_t i = 0; i < best.size(); ++i) elsewhere += best[i] == selected[i] ? 0 : 1;
      finding.measurements.push_back(
          {"samples that select another than their best token" + of, {}, elsewhere, {}});
      for (std::size_t k = 0; k + 1 < moments.size(); ++k) {
        const Vector<double>& logits = moments[k].logits;
        const double across = parameters.init_weight_std() * parameters.init_weight_std() *
                              static_cast<double>(dimension - logits.size()) *
                              moments[k].query_norm2;
        const AttentionReadout readout{logits(plus), logits(plus + 1),
                                       inverse_product(kernel, logits) + across};
        finding.measurements.push_back(
            {fmt::format("error on fresh data at log theta = {}", log_times[k]) + of,
             late_error(parameters, ratios, head_signal_to_noise(parameters)),
             test_error(parameters, readout),
             {}});
      }
    }
  }
  finding.measurements.insert(
      finding.measurements.begin(),
      {"largest relative error of a late ratio", 0.0, worst.value(), {0.0, tolerance}});
  finding.replicates = static_cast<std::int64_t>(replicates * dimensions.size());
  finding.verdict = worst.value() <= tolerance ? Verdict::pass : Verdict::fail;
  finding.explanation = fmt::format("largest relative error of a late ratio {:.2g}", worst.value());
  return finding;
}

}  // namespace
}  // namespace late_runs_trial

Claim late_runs_claim(const LateRunsDesign& design) {
  return {
      late_runs_trial::statement(), Decision::arithmetic,
      [design](const ClaimContext& context) { return late_runs_trial::check(design, context); }};
}

}  // namespace benignity
