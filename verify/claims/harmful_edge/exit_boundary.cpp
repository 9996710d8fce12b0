#include <cmath>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "sim/trajectory/simulate.hpp"
#include "theory/elementary.hpp"
#include "theory/mean_field/step_boundary.hpp"
#include "theory/signal_to_noise_ratio.hpp"
#include "verify/claims/harmful_edge/claims.hpp"
#include "verify/claims/runs.hpp"

namespace benignity {
namespace exit_boundary_trial {
namespace {

ClaimDescription statement() {
  return {
      "harmful_edge.exit_boundary",
      "the upper boundary of a phase diagram at a given step, above which noisy labels are not "
      "fitted yet, is kappa_tau of (7b.10) over d, n, alpha and tau: they enter as tau alpha "
      "sigma_w^2 d^2/n alone",
      "[derived] theory/README.md (7.3), (7b.10), theory/harmful_edge/README.md (E4)",
      "theorem",
      "T = 4, rho = 0.1, eta = 0.1, sigma_w^2 = 1/(3d); n = 20 and 40, d = 10^10 and 10^11, alpha "
      "= 10^-9 and 10^-8, tau from 10^3 to 10^4, by the flow",
      "one replicate a setting, seven settings; kappa bisected to 0.6% over a factor of 2; "
      "noisy labels all fitted, or not, at step tau; every boundary within 2% of kappa_tau",
      "flow, sampled",
      "double"};
}

constexpr double tolerance = 0.02;
constexpr double reach = 1.4;
constexpr int halvings = 7;

struct Place {
  std::int64_t samples;
  std::int64_t dimension;
  double step_size;
  double steps;
};

std::vector<Place> places() {
  constexpr std::int64_t wide = 10'000'000'000;
  constexpr double small = 1e-9;
  return {{20, wide, small, 1e3},          {20, wide, small, 1e4},      {20, wide, small, 3e3},
          {40, wide, small, 1e4},          {20, 10 * wide, small, 1e4}, {20, wide, 10 * small, 1e4},
          {40, 10 * wide, 10 * small, 1e3}};
}

Parameters setting(const Place& place) {
  Parameters parameters;
  parameters.tokens = 4;
  parameters.label_noise = 0.1;
  parameters.samples = place.samples;
  parameters.dimension = place.dimension;
  parameters.step_size = place.step_size;
  parameters.steps = place.steps;
  return parameters;
}

double bisected(const Parameters& parameters, double predicted, const ClaimContext& context) {
  double low = predicted / reach;
  double high = predicted * reach;
  for (int k = 0; k < halvings; ++k) {
    throw_if_interrupted(context);
    const double kappa = std::sqrt(low * high);
    RunSettings run = ends_of_run(with_kappa(parameters, kappa), context, 0);
    run.engine = Engine::flow;
    const bool fitted = simulate(run).final().noisy_fitted.value() == 1;
    (fitted ? low : high) = kappa;
  }
  return std::sqrt(low * high);
}

Finding check(const ExitBoundaryDesign& design, const ClaimContext& context) {
  Finding finding;
  LargestError worst;
  const std::vector<Place> all = places();
  std::vector<double> predicted(all.size());
  std::vector<double> found(all.size());
  over_replicates(context, 0, static_cast<std::int64_t>(all.size()), [&](std::int64_t i) {
    const auto k = static_cast<std::size_t>(i);
    const Parameters parameters = setting(all[k]);
    predicted[k] = memorisation_boundary(parameters).value() * design.boundary_factor;
    found[k] = bisected(parameters, predicted[k], context);
  });
  for (std::size_t k = 0; k < all.size(); ++k) {
    worst.see(found[k] / predicted[k] - 1);
    finding.measurements.push_back(
        {fmt::format("kappa at the boundary, n = {}, d = {:.0e}, alpha = {:.0e}, tau = {:.0e}",
                     all[k].samples, static_cast<double>(all[k].dimension), all[k].step_size,
                     all[k].steps),
         predicted[k],
         found[k],
         {predicted[k] * (1 - tolerance), predicted[k] * (1 + tolerance)}});
  }
  finding.measurements.insert(
      finding.measurements.begin(),
      {"largest relative error of a boundary", 0.0, worst.value(), {0.0, tolerance}});
  finding.replicates = static_cast<std::int64_t>(all.size());
  finding.verdict = worst.value() <= tolerance ? Verdict::pass : Verdict::fail;
  finding.explanation =
      fmt::format("{} boundaries, largest relative error {:.2g}", all.size(), worst.value());
  return finding;
}

}  // namespace
}  // namespace exit_boundary_trial

Claim exit_boundary_claim(const ExitBoundaryDesign& design) {
  return {exit_boundary_trial::statement(), Decision::arithmetic,
          [design](const ClaimContext& context) {
            return exit_boundary_trial::check(design, context);
          }};
}

}  // namespace benignity
