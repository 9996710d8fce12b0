#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "sim/trajectory/simulate.hpp"
#include "theory/mean_field/closed_forms.hpp"
#include "theory/mean_field/event_times.hpp"
#include "verify/claims/runs.hpp"
#include "verify/claims/theorem/claims.hpp"
#include "verify/claims/theorem/ray.hpp"

namespace benignity {
namespace window_trial {
namespace {

ClaimDescription statement() {
  return {"theorem.window",
          "not overfitting is a window: it opens at the mean field's selection time, closes at its "
          "exit time, and log(exit) grows with kappa at the exit law's rate",
          "[derived] theory/README.md (7.8), (7.18): where the Theta of [paper] Theorem, part 1 "
          "ends",
          "theorem",
          "n = 20, T = 4, d = 10^10, eta = 0.1, rho = 0; kappa = 40, 80, 160, 320; all margins of "
          "part 1 above 1",
          "flow from 3 sampled starts; both ends' logarithms within 0.02 of the mean field's; the "
          "slope between kappa = 160 and 320 within 7% of the limit (the mean field is 5.5% below "
          "it)",
          "flow",
          "double"};
}

/// The first is kappa/kappa* = 3.2 (kappa* = 12.4 at rho = 0).
constexpr std::array<double, 4> design_kappa = {40, 80, 160, 320};
constexpr std::size_t replicates = 3;
/// Of the logarithm of the first and of the last step of the window.
constexpr double log_tolerance = 0.02;
/// Of the slope of log(exit) between kappa = 160 and 320 over the exit law's, relative. The mean
/// field itself is 5.5% below the limit there.
constexpr double law_tolerance = 0.07;

/// The exit law is one of rho -> 0.
Parameters setting(double kappa) {
  return ray_parameters({.label_noise = 0.1, .weak_signal = 0}, kappa);
}

struct Window {
  double first = 0;  ///< all noisy samples have s_1 >= 1/2 [units of scaled time]
  double last = 0;   ///< one no longer has
};

Window observed_window(Parameters parameters, double steps, std::uint64_t replicate,
                       const ClaimContext& context) {
  parameters.steps = steps;
  RunSettings run = ends_of_run(parameters, context, replicate);
  run.engine = Engine::flow;
  const StoppingTimes times = simulate(run).stopping_times;
  const double unit = std::exp(log_steps_per_scaled_time(parameters));
  const double never = std::nan("");
  return {times.select_noisy.value_or(never) / unit, times.exit_noisy.value_or(never) / unit};
}

Finding check(const WindowDesign& design, const ClaimContext& context) {
  throw_if_interrupted(context);
  Finding finding;
  std::array<Window, design_kappa.size()> predicted;
  std::array<std::array<Window, replicates>, design_kappa.size()> observed;
  for (std::size_t i = 0; i < design_kappa.size(); ++i) {
    const Parameters parameters = setting(design_kappa[i]);
    if (out_of_regime(parameters, {MarginScope::both_parts, MarginScope::part_one}, finding)) {
      return finding;
    }
    const MeanFieldTimes times = mean_field_times(parameters);
    const double unit = std::exp(log_steps_per_scaled_time(parameters));
    predicted[i] = {times.select_noisy.value() / unit, times.exit.value() / unit};
    const double steps = std::ceil(1.2 * times.exit.value());
    over_replicates(context, 0, replicates, [&](std::int64_t replicate) {
      observed[i][static_cast<std::size_t>(replicate)] =
          observed_window(parameters, steps, static_cast<std::uint64_t>(replicate), context);
    });
  }
  LargestError worst;
  const auto compare = [&](const char* end, std::size_t i, double Window::*time) {
    std::vector<double> errors;
    for (const Window& window : observed[i]) {
      const double error = std::log(window.*time / (predicted[i].*time));
      errors.push_back(error);
      worst.see(error);
    }
    finding.measurements.push_back({std::string("largest error of log ") + end + " at kappa = " +
                                        std::to_string(std::lround(design_kappa[i])),
                                    0.0,
                                    farthest(errors),
                                    {-log_tolerance, log_tolerance}});
  };
  for (std::size_t i = 0; i < design_kappa.size(); ++i) {
    compare("first step of the window", i, &Window::first);
    compare("last step of the window", i, &Window::last);
  }
  const auto system = mean_field_system<double>(setting(design_kappa.back()));
  const double law = design.rate_factor * exit_exponent(system.layout, system.head_value).value();
  double slope = 0;
  for (std::size_t replicate = 0; replicate < replicates; ++replicate) {
    slope += std::log(observed[3][replicate].last / observed[2][replicate].last) /
             (design_kappa[3] - design_kappa[2]) / static_cast<double>(replicates);
  }
  const double mean_field_slope =
      std::log(predicted[3].last / predicted[2].last) / (design_kappa[3] - design_kappa[2]);
  finding.measurements.insert(
      finding.measurements.begin(),
      {{"largest error of a log time", 0.0, worst.value(), {0.0, log_tolerance}},
       {"d log(exit)/d kappa from 160 to 320, against the exit law",
        law,
        slope,
        {law * (1 - law_tolerance), law * (1 + law_tolerance)}},
       {"the mean field's own d log(exit)/d kappa there", std::nullopt, mean_field_slope, {}}});
  finding.replicates = static_cast<std::int64_t>(replicates * design_kappa.size());
  const bool holds = worst.value() <= log_tolerance && std::abs(slope / law - 1) <= law_tolerance;
  finding.verdict = holds ? Verdict::pass : Verdict::fail;
  finding.explanation = fmt::format(
      "the window closes e^{:.1f} times its opening time after the start at kappa = 320",
      std::log(predicted[3].last / predicted[3].first));
  return finding;
}

}  // namespace
}  // namespace window_trial

Claim window_claim(const WindowDesign& design) {
  return {window_trial::statement(), Decision::arithmetic,
          [design](const ClaimContext& context) { return window_trial::check(design, context); }};
}

}  // namespace benignity
