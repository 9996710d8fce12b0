#include <cmath>
#include <string>
#include <vector>

#include "theory/mean_field/event_times.hpp"
#include "theory/time_scales.hpp"
#include "verify/claims/decided_means.hpp"
#include "verify/claims/theorem/claims.hpp"
#include "verify/claims/theorem/ray.hpp"

namespace benignity {
namespace generalisation_slope_trial {
namespace {

ClaimDescription statement() {
  return {"theorem.generalisation_slope",
          "log(generalisation time / tau_memorize) is affine in 1/kappa over [1, 8]; its slope is "
          "the mean field's, whatever n, d, alpha and sigma_w",
          "[derived] theory/README.md (7.13) to (7.15), from [paper] Theorem, part 2: tau_benign",
          "theorem",
          "T = 4, eta = 0.2, rho = 0.1, lambda* = log 3; n = 10, 20, 40; d = 10^10, 10^12; sigma_w "
          "of factor 10; all margins of part 2 above 1",
          "flow at 1/kappa = 1, 2, ..., 8, descent at two step sizes at 1, 3/2, 2 (n = 10); 5 "
          "clusters of one seed each; every slope within 1% of the mean field's over the same "
          "points, slopes over [5, 8] and [1, 4] within 2% of each other; two one-sided t tests "
          "each, all must pass, Bonferroni for FAIL",
          "flow, sampled",
          "double"};
}

/// Of an observed slope over the stated one.
constexpr double slope_tolerance = 0.01;
/// Of the slope over [5, 8] over that over [1, 4]. The mean field's own ratio is 0.992.
constexpr double bend_tolerance = 0.02;

const std::vector<double> whole_range = {1, 2, 3, 4, 5, 6, 7, 8};
const std::vector<double> descent_range = {1, 1.5, 2};

/// Descent needs e^{4/kappa} steps: n = 10 and 1/kappa up to 2.
std::vector<RaySweep> universal_sweeps() {
  return {{"n = 20, d = 10^10", {}, Engine::flow, whole_range},
          {"n = 10", {.samples = 10}, Engine::flow, whole_range},
          {"n = 40", {.samples = 40}, Engine::flow, whole_range},
          {"d = 10^12", {.dimension = 1'000'000'000'000}, Engine::flow, whole_range},
          {"10 sigma_w", {.init_weight_factor = 10}, Engine::flow, whole_range},
          {"descent, small-step margin 1.02",
           {.samples = 10, .small_step_margin = 1.02},
           Engine::sampled,
           descent_range},
          {"descent, small-step margin 2",
           {.samples = 10, .small_step_margin = 2},
           Engine::sampled,
           descent_range}};
}

double mean_field_time(const RaySweep& sweep, double inverse_kappa) {
  const Parameters parameters = ray_parameters(sweep.setting, 1 / inverse_kappa);
  return mean_field_times(parameters).generalize.value() / tau_memorize<double>(parameters);
}

std::vector<double> mean_field_times_of(const RaySweep& sweep) {
  std::vector<double> times;
  for (const double inverse : sweep.inverse_kappa) times.push_back(mean_field_time(sweep, inverse));
  return times;
}

Finding check(const GeneralisationSlopeDesign& design, const ClaimContext& context) {
  throw_if_interrupted(context);
  Finding finding;
  const std::vector<RaySweep> sweeps = universal_sweeps();
  if (any_out_of_regime(sweeps, finding)) return finding;
  const std::vector<RayTimes> times = observed_times(sweeps, context);
  std::vector<DecidedStatement> statements;
  for (std::size_t i = 0; i < sweeps.size(); ++i) {
    const std::vector<double>& inverse = sweeps[i].inverse_kappa;
    const double stated = design.slope_factor * exponent(inverse, mean_field_times_of(sweeps[i]));
    std::vector<double> slopes;
    std::vector<double> bends;
    for (const auto& of_cluster : times[i]) {
      slopes.push_back(exponent(inverse, of_cluster));
      if (inverse != whole_range) continue;
      bends.push_back(exponent(inverse, of_cluster, 4, 8) / exponent(inverse, of_cluster, 0, 4));
    }
    statements.push_back(
        decide_mean("slope of log(generalisation time) in 1/kappa, " + sweeps[i].name, stated,
                    slopes, slope_tolerance, context.alpha, finding));
    finding.replicates += static_cast<std::int64_t>(ray_clusters * inverse.size());
    if (bends.empty()) continue;
    statements.push_back(decide_mean("slope over [5, 8] / slope over [1, 4], " + sweeps[i].name, 1,
                                     bends, bend_tolerance, context.alpha, finding));
  }
  conclude(statements, context.alpha, finding);
  finding.explanation =
      "slopes over 1/kappa from 1 to 8 (descent: 1 to 2) for n, d, sigma_w and alpha of factors "
      "2 to 100";
  return finding;
}

}  // namespace
}  // namespace generalisation_slope_trial

Claim generalisation_slope_claim(const GeneralisationSlopeDesign& design) {
  return {generalisation_slope_trial::statement(), Decision::statistical,
          [design](const ClaimContext& context) {
            return generalisation_slope_trial::check(design, context);
          }};
}

}  // namespace benignity
