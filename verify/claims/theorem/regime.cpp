#include "theory/regime.hpp"

#include <array>
#include <cmath>
#include <string>

#include <fmt/format.h>

#include "sim/trajectory/simulate.hpp"
#include "theory/prediction.hpp"
#include "verify/claims/runs.hpp"
#include "verify/claims/theorem/claims.hpp"

namespace benignity {
namespace regime_trial {
namespace {

ClaimDescription statement() {
  return {"theorem.regime",
          "noisy samples at some time select the relevant token if and only if kappa > kappa*",
          "[derived] theory/README.md (7.9), from [paper] Theorem: SNR^2 against 1/n",
          "theorem",
          "d = 10^10, n = 20, T = 4, eta = 0.2, rho = 0.01; kappa/kappa* = 0.4, 0.6, 0.75, 1.3, "
          "1.7, 2.5, none within 20% of kappa*",
          "3 replicates a setting, 4000 steps = 40 units of scaled time; every replicate must show "
          "the predicted regime",
          "sampled",
          "double"};
}

constexpr std::array<double, 6> kappa_over_critical = {0.4, 0.6, 0.75, 1.3, 1.7, 2.5};
constexpr std::uint64_t replicates = 3;
constexpr std::int64_t dimension = 10'000'000'000;
/// alpha D sigma_eps^2 d/n: scaled time a step. Noisy samples select, or never do, within O(10)
/// units.
constexpr double scaled_time_a_step = 0.01;
constexpr double scaled_horizon = 40;

Parameters setting_at(double kappa) {
  Parameters parameters = lazy_setting(kappa, dimension);
  parameters.weak_signal = 0.01;
  const double scaled_time_rate =
      std::exp(-log_steps_per_scaled_time(parameters)) / parameters.step_size;
  parameters.step_size = scaled_time_a_step / scaled_time_rate;
  parameters.steps = std::ceil(scaled_horizon / scaled_time_a_step);
  return parameters;
}

Finding check(const RegimeDesign& design, const ClaimContext& context) {
  Finding finding;
  const double critical = critical_kappa(setting_at(1)).value.value();
  double agreements = 0;
  for (const double ratio : kappa_over_critical) {
    const Parameters parameters = setting_at(ratio * critical);
    const Prediction prediction = predict(setting_at(ratio * critical / design.critical_factor));
    const bool predicted = prediction.regime == Regime::not_overfitting;
    for (std::uint64_t replicate = 0; replicate < replicates; ++replicate) {
      throw_if_interrupted(context);
      const bool observed =
          simulate(run_of(parameters, context, replicate)).stopping_times.select_noisy.has_value();
      if (observed == predicted && prediction.regime != Regime::boundary) ++agreements;
      finding.measurements.push_back(
          {fmt::format("noisy samples select x_1 at kappa/kappa* = {:.2f}, replicate {} [0 or 1]",
                       ratio, replicate),
           predicted ? 1.0 : 0.0,
           observed ? 1.0 : 0.0,
           {predicted ? 1.0 : 0.0, predicted ? 1.0 : 0.0}});
    }
  }
  finding.replicates = static_cast<std::int64_t>(replicates * kappa_over_critical.size());
  const auto runs = static_cast<double>(finding.replicates);
  finding.measurements.insert(finding.measurements.begin(),
                              {{"runs in the predicted regime", runs, agreements, {runs, runs}},
                               {"kappa*", std::nullopt, critical, {}}});
  finding.verdict = agreements == runs ? Verdict::pass : Verdict::fail;
  finding.explanation = "predicted and observed regime at 6 settings around kappa*";
  return finding;
}

}  // namespace
}  // namespace regime_trial

Claim regime_claim(const RegimeDesign& design) {
  return {regime_trial::statement(), Decision::arithmetic,
          [design](const ClaimContext& context) { return regime_trial::check(design, context); }};
}

}  // namespace benignity
