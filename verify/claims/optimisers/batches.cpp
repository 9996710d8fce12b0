#include <array>
#include <cmath>
#include <string>
#include <tuple>
#include <vector>

#include <fmt/format.h>

#include "sim/trajectory/simulate.hpp"
#include "theory/mean_field/event_times.hpp"
#include "verify/claims/decided_means.hpp"
#include "verify/claims/optimisers/claims.hpp"
#include "verify/claims/runs.hpp"
#include "verify/claims/standard_figures.hpp"
#include "verify/claims/theorem/ray.hpp"
#include "verify/statistics/slope_equivalence.hpp"

namespace benignity {
namespace batches_trial {
namespace {

ClaimDescription statement() {
  return {
      "optimisers.batches",
      "epochs of fresh permutations keep logits at a given time close to those of full batches: "
      "the spread falls as alpha^1.5 where batch_size divides samples and as alpha^0.5 where it "
      "does not, the shift as alpha, and its size in batch_size is that of (n - b)/(b(n - 1))",
      "[derived] theory/optimisers/README.md (O.5), (O.6), (O.7); the shift after [published] "
      "Smith et al. 2021, arXiv 2101.12176",
      "theorem",
      "n = 8, T = 4, d = 10^10, eta = 0.25, rho = 0.1, kappa = 4; lambda_+ at half the mean "
      "field's generalisation time, in whole epochs; 192 steps, 768 and 3072",
      "b = 2 (divides) and b = 3 (does not): 28 clusters of 12 permutations, each beside the full "
      "batch from the same draws; one log-log slope in alpha of the spread, for b = 2 also of "
      "the shift, a cluster, the mean within 0.15 of the stated exponent (0.05: shift); shifts "
      "at b = 1 and 4 over those at b = 2 within 10% of the law's 7/3 and 1/3; two one-sided t "
      "tests, all must pass",
      "sampled",
      "double"};
}

constexpr std::int64_t clusters = 28;
constexpr std::int64_t permutations = 12;  // a cluster
constexpr std::array<double, std::tuple_size_v<SpreadByStep>> step_factors = {1, 0.25, 0.0625};
constexpr double steps_at_the_largest = 192;  // whole epochs of every batch size

/// Half of the generalisation time in steps_at_the_largest full batches.
Parameters largest_steps() {
  Parameters parameters = ray_parameters({.samples = 8, .label_noise = 0.25}, 4);
  const double horizon = mean_field_times(parameters).generalize.value() / 2;
  parameters.step_size *= horizon / steps_at_the_largest;
  parameters.steps = steps_at_the_largest;
  return parameters;
}

/// The same time in smaller steps. A batch counts as a step: an epoch of them moves as far as as
/// many full steps.
Parameters scaled(Parameters parameters, double step_factor, std::int64_t batch_size) {
  parameters.step_size *= step_factor;
  parameters.steps /= step_factor;
  parameters.chosen_batch_size = batch_size;
  return parameters;
}

double final_logit(const Parameters& parameters, std::uint64_t replicate,
                   const ClaimContext& context) {
  return simulate(ends_of_run(parameters, context, replicate)).final().lambda_plus;
}

struct Moments {
  double shift = 0;
  double spread = 0;
};

/// Of lambda_+ against the full batch, over the permutations of a cluster.
Moments moments_of(const Parameters& largest, double step_factor, std::int64_t batch_size,
                   std::uint64_t first_replicate, const ClaimContext& context) {
  std::vector<double> apart;
  for (std::uint64_t i = 0; i < permutations; ++i) {
    const auto logit = [&](std::int64_t size) {
      return final_logit(scaled(largest, step_factor, size), first_replicate + i, context);
    };
    apart.push_back(logit(batch_size) - logit(largest.samples));
  }
  Moments found;
  for (const double each : apart) found.shift += each / permutations;
  for (const double each : apart) {
    found.spread += (each - found.shift) * (each - found.shift) / (permutations - 1);
  }
  found.spread = std::sqrt(found.spread);
  return found;
}

/// By step factor, of one cluster.
using Scan = std::array<Moments, step_factors.size()>;

double exponent(const Scan& scan, double Moments::*moment) {
  std::vector<double> values;
  for (const Moments& each : scan) values.push_back(std::abs(each.*moment));
  return log_log_slope({step_factors.begin(), step_factors.end()}, values);
}

SpreadByStep mean_spreads(const std::vector<Scan>& scans) {
  SpreadByStep means{};
  for (const Scan& scan : scans) {
    for (std::size_t i = 0; i < means.size(); ++i) means[i] += scan[i].spread / clusters;
  }
  return means;
}

/// The spreads of a batch size, and the law's power of alpha through the smallest step.
std::array<Series, 2> spread_lines(const SpreadByStep& spreads, const std::string& label,
                                   double exponent) {
  Series observed{label, Mark::observed, {}, {}, {}};
  Series predicted{fmt::format("α^{} through its last", exponent), Mark::predicted, {}, {}, {}};
  for (std::size_t i = 0; i < step_factors.size(); ++i) {
    observed.x.push_back(step_factors[i]);
    observed.y.push_back(spreads[i]);
    predicted.x.push_back(step_factors[i]);
    predicted.y.push_back(spreads.back() *
                          std::pow(step_factors[i] / step_factors.back(), exponent));
  }
  return {predicted, observed};
}

Finding check(const BatchesDesign& design, const ClaimContext& context) {
  Finding finding;
  const Parameters largest = largest_steps();
  std::vector<Scan> dividing(clusters);
  std::vector<Scan> other(clusters);
  std::vector<double> ratio_one(clusters);
  std::vector<double> ratio_four(clusters);
  over_replicates(context, 0, clusters, [&](std::int64_t cluster) {
    const auto index = static_cast<std::size_t>(cluster);
    const auto first = static_cast<std::uint64_t>(cluster * permutations);
    for (std::size_t i = 0; i < step_factors.size(); ++i) {
      dividing[index][i] = moments_of(largest, step_factors[i], 2, first, context);
      other[index][i] = moments_of(largest, step_factors[i], 3, first, context);
    }
    const double two = dividing[index][1].shift;
    ratio_one[index] = moments_of(largest, step_factors[1], 1, first, context).shift / two;
    ratio_four[index] = moments_of(largest, step_factors[1], 4, first, context).shift / two;
  });
  std::vector<DecidedStatement> statements;
  const auto decide = [&](const char* quantity, const std::vector<Scan>& scans,
                          double Moments::*moment, const SlopeStatement& stated) {
    std::vector<double> slopes;
    for (const Scan& scan : scans) slopes.push_back(exponent(scan, moment));
    const SlopeDecision decision = decide_slope(slopes, stated, context.alpha);
    statements.push_back({decision.verdict, decision.test});
    finding.measurements.push_back(
        {quantity,
         stated.predicted,
         decision.test.value,
         {stated.predicted - stated.tolerance, stated.predicted + stated.tolerance}});
  };
  decide("exponent of the spread in alpha, b = 2 of n = 8", dividing, &Moments::spread,
         {design.spread_exponent, 0.15});
  decide("exponent of the spread in alpha, b = 3 of n = 8", other, &Moments::spread, {0.5, 0.15});
  decide("exponent of the shift in alpha, b = 2 of n = 8", dividing, &Moments::shift,
         {design.shift_exponent, 0.05});
  statements.push_back(decide_mean("shift at b = 1 over that at b = 2", 7.0 / 3, ratio_one, 0.1,
                                   context.alpha, finding));
  statements.push_back(decide_mean("shift at b = 4 over that at b = 2", 1.0 / 3, ratio_four, 0.1,
                                   context.alpha, finding));
  const SpreadByStep of_two = mean_spreads(dividing);
  for (std::size_t i = 0; i < step_factors.size(); ++i) {
    finding.measurements.push_back(
        {fmt::format("spread of lambda_+ at alpha/{}, b = 2", 1 / step_factors[i]),
         std::nullopt,
         of_two[i],
         {}});
  }
  conclude(statements, context.alpha, finding);
  finding.figures = {batches_figure(of_two, mean_spreads(other))};
  finding.replicates = clusters * permutations;
  finding.explanation =
      "spread and shift of lambda_+ under mini-batches over a factor of 16 in alpha";
  return finding;
}

}  // namespace
}  // namespace batches_trial

Figure batches_figure(const SpreadByStep& of_two, const SpreadByStep& of_three) {
  const auto two = batches_trial::spread_lines(of_two, "batches of 2, which divides 8", 1.5);
  const auto three = batches_trial::spread_lines(of_three, "batches of 3, which does not", 0.5);
  return {"optimisers_batches",
          "Spread of λ₊ over permutations at a fixed time against the step size, in units of the "
          "largest",
          {{"",
            {"α", Scale::logarithmic, {}, {}},
            {"spread of λ₊", Scale::logarithmic, {}, {}},
            std::nullopt,
            {two[0], two[1], three[0], three[1]}}},
          "n = 8, T = 4, κ = 4, η = 0.25, ρ = 0.1, d = 10¹⁰"};
}

Claim batches_claim(const BatchesDesign& design) {
  return {batches_trial::statement(), Decision::statistical,
          [design](const ClaimContext& context) { return batches_trial::check(design, context); }};
}

}  // namespace benignity
