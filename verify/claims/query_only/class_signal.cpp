#include "theory/query_only/class_signal.hpp"

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "theory/mean_field/equivalent.hpp"
#include "theory/mean_field/event_times.hpp"
#include "verify/claims/query_only/claims.hpp"
#include "verify/claims/query_only/watched_run.hpp"
#include "verify/claims/runs.hpp"
#include "verify/claims/theorem/ray.hpp"

namespace benignity {
namespace query_only_class_signal_trial {
namespace {

ClaimDescription statement() {
  return {"query_only.class_signal",
          "the learnt class signal is (D|mu|^2 g/n) alpha times what clean samples add up of "
          "(-l')S less what noisy ones do, S = s_1(1 - s_1), within the bound of what that leaves "
          "out",
          "[derived] theory/query_only/README.md (Q.3), (Q.4): sharp form of Theorem 4.2 of the "
          "first version of [paper]",
          "theorem",
          "W = I, n = 10, T = 4, d = 10^10, kappa = 4 and 40, rho = 0 and 0.1, eta = 0.2, on the "
          "event of (9.4)",
          "4 replicates a setting, none shared, over twice the mean field's selection time; both "
          "classes of every run within the bound, and at rho = 0 the bound below 1% of the signal: "
          "an identity up to it, what may fail is the bound",
          "sampled",
          "double"};
}

constexpr std::int64_t replicates = 4;

struct Setting {
  double kappa;
  double weak_signal;
};
constexpr Setting settings[] = {{4, 0}, {40, 0}, {4, 0.1}, {40, 0.1}};

Parameters parameters_of(const Setting& setting) {
  Parameters parameters =
      ray_parameters({.samples = 10, .weak_signal = setting.weak_signal}, setting.kappa);
  parameters.trained = {.weights = false, .query = true};
  parameters.init_weight_law = InitWeightLaw::identity;
  parameters.chosen_init_weight_std.reset();
  parameters.step_size /= 3;
  const MeanFieldTimes times = mean_field_times(mean_field_equivalent(parameters).plain);
  parameters.steps = std::ceil(2 * times.select_clean.value());
  return parameters;
}

Finding check(const QueryOnlyClassSignalDesign& design, const ClaimContext& context) {
  Finding finding;
  double worst = 0;   // error over its bound
  double widest = 0;  // bound over signal at rho = 0
  std::uint64_t first_replicate = 0;
  for (const Setting& setting : settings) {
    const Parameters parameters = parameters_of(setting);
    std::vector<WatchedRun> runs(replicates);
    over_replicates(context, 0, replicates, [&](std::int64_t replicate) {
      runs[static_cast<std::size_t>(replicate)] = watched_run(
          run_of(parameters, context, first_replicate + static_cast<std::uint64_t>(replicate)),
          design.noisy_factor);
    });
    first_replicate += replicates;
    double largest = 0;
    double bound = 0;
    for (const WatchedRun& run : runs) {
      for (std::size_t side = 0; side < 2; ++side) {
        const ClassSignal stated = class_signal(parameters, run.cumulated, side);
        const double observed = side == 0 ? run.lambda_plus : run.lambda_minus;
        const double share = std::abs(observed - stated.value) / stated.rest;
        largest = std::isnan(share) ? share : std::max(largest, share);
        bound = std::max(bound, stated.rest / std::abs(observed));
      }
    }
    if (!(largest <= worst)) worst = largest;
    if (setting.weak_signal == 0) widest = std::max(widest, bound);
    const std::string at =
        fmt::format(", kappa = {}, rho = {}", setting.kappa, setting.weak_signal);
    finding.measurements.push_back(
        {"largest error of lambda over its bound" + at, std::nullopt, largest, {0.0, 1.0}});
    finding.measurements.push_back({"largest bound over lambda" + at, std::nullopt, bound, {}});
    finding.replicates += replicates;
  }
  finding.measurements.insert(
      finding.measurements.begin(),
      {{"largest error of lambda over its bound", std::nullopt, worst, {0.0, 1.0}},
       {"largest bound over lambda at rho = 0", std::nullopt, widest, {0.0, 0.01}}});
  finding.verdict = worst <= 1 && widest <= 0.01 ? Verdict::pass : Verdict::fail;
  finding.explanation =
      fmt::format("32 class signals, the largest error {:.2g} of its bound", worst);
  return finding;
}

}  // namespace
}  // namespace query_only_class_signal_trial

Claim query_only_class_signal_claim(const QueryOnlyClassSignalDesign& design) {
  return {query_only_class_signal_trial::statement(), Decision::arithmetic,
          [design](const ClaimContext& context) {
            return query_only_class_signal_trial::check(design, context);
          }};
}

}  // namespace benignity
