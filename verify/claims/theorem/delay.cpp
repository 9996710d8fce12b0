#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "sim/trajectory/simulate.hpp"
#include "theory/elementary.hpp"
#include "theory/mean_field/event_times.hpp"
#include "verify/claims/runs.hpp"
#include "verify/claims/theorem/claims.hpp"

namespace benignity {
namespace delay_trial {
namespace {

ClaimDescription statement() {
  return {"theorem.delay",
          "generalisation comes after fitting by a factor that grows exponentially in 1/kappa, and "
          "the test loss stays on its plateau in between",
          "[derived] theory/README.md (7.12), from [paper] Theorem, part 2: delayed generalisation",
          "theorem",
          "n = 20, T = 4, eta = 0.2, rho = 0.1, sigma_w = 1, p0 = 0, d = 10^10; 1/kappa = 2, 4, 6, "
          "8",
          "3 sampled starts at each kappa; log(generalisation / fitting time) within 0.05 of the "
          "mean field's and growing; at 10 fitting times the share of the test loss's whole fall "
          "within 0.02 of the mean field's, which is at most 0.2 at 1/kappa = 8; 500 fresh samples",
          "flow",
          "double"};
}

constexpr std::array<double, 4> inverse_kappa = {2, 4, 6, 8};
constexpr std::uint64_t replicates = 3;
constexpr std::int64_t dimension = 10'000'000'000;
/// Of log(generalisation time / fitting time) against the mean field, absolute.
constexpr double log_tolerance = 0.05;
/// The plateau is looked at this many fitting times after the start.
constexpr double plateau_delay = 10;
/// The share of the whole fall of the test loss that the plateau may have lost, against the mean
/// field's share; and the most the mean field itself may lose there at the smallest kappa for the
/// word plateau to be right.
constexpr double share_tolerance = 0.02;
constexpr double plateau_share = 0.2;

Trajectory run_until(double steps, Engine engine, double kappa, std::uint64_t replicate,
                     const ClaimContext& context) {
  throw_if_interrupted(context);
  Parameters parameters = lazy_setting(kappa, dimension);
  parameters.steps = steps;
  RunSettings run = ends_of_run(parameters, context, replicate);
  run.engine = engine;
  run.test_samples = 500;
  return simulate(run);
}

/// What one start shows, or the mean field.
struct Delay {
  double log_ratio = 0;     ///< log(generalisation time / fitting time)
  double fallen_share = 0;  ///< of the test loss's fall until generalisation, at the plateau's time
};

/// Delays over 1/kappa, for the figure.
struct DelayCurve {
  std::vector<double> inverse_kappa;
  std::vector<Delay> delays;

  void add(double inverse, const Delay& delay) {
    inverse_kappa.push_back(inverse);
    delays.push_back(delay);
  }
};

Delay delay_of(const MeanFieldTimes& predicted, Engine engine, double kappa,
               std::uint64_t replicate, const ClaimContext& context) {
  const Trajectory whole =
      run_until(1.2 * predicted.generalize.value(), engine, kappa, replicate, context);
  const Trajectory early =
      run_until(plateau_delay * predicted.fit.value(), engine, kappa, replicate, context);
  const Trajectory done =
      run_until(predicted.generalize.value(), engine, kappa, replicate, context);
  const double start = whole.initial().test.loss.mean;
  const StoppingTimes& times = whole.stopping_times;
  return {std::log(times.generalize.value_or(std::nan("")) / times.fit_all.value_or(std::nan(""))),
          (start - early.final().test.loss.mean) / (start - done.final().test.loss.mean)};
}

Series points(const char* label, Mark mark, const DelayCurve& curve, double Delay::*value) {
  Series series{label, mark, curve.inverse_kappa, {}, {}};
  for (const Delay& delay : curve.delays) series.y.push_back(delay.*value);
  return series;
}

Figure figure_of(const DelayCurve& observed, const DelayCurve& predicted) {
  const auto panel = [&](const char* title, const char* label, std::optional<double> highest,
                         double Delay::*value) {
    return Panel{.title = title,
                 .x = {"1/κ", Scale::linear, {}, {}},
                 .y = {label, Scale::linear, 0, highest},
                 .heat_map = {},
                 .series = {points("3 starts, flow", Mark::observed, observed, value),
                            points("mean field", Mark::predicted, predicted, value)}};
  };
  return {.name = "theorem_delay",
          .caption =
              "How much later than fitting generalisation comes, and what share of its fall "
              "the test loss has done ten fitting times after the start.",
          .panels = {panel("delay", "log(τ_generalize / τ_fit)", {}, &Delay::log_ratio),
                     panel("plateau", "share of its fall that the test loss has done at 10 τ_fit",
                           1, &Delay::fallen_share)}};
}

Finding check(const DelayDesign& design, const ClaimContext& context) {
  Finding finding;
  LargestError worst_log;
  LargestError worst_share;
  double shortest_growth = INFINITY;
  bool all_grow = true;
  double last_share = 0;
  std::array<double, replicates> before{};
  DelayCurve observed_curve;
  DelayCurve predicted_curve;
  for (const double inverse : inverse_kappa) {
    const MeanFieldTimes times = mean_field_times(lazy_setting(1 / inverse, dimension));
    Delay predicted = delay_of(times, Engine::mean_field, 1 / inverse, 0, context);
    predicted.log_ratio *= design.slope_factor;
    predicted_curve.add(inverse, predicted);
    const std::string at = " at 1/kappa = " + std::to_string(std::lround(inverse));
    for (std::uint64_t replicate = 0; replicate < replicates; ++replicate) {
      const Delay observed = delay_of(times, Engine::flow, 1 / inverse, replicate, context);
      observed_curve.add(inverse, observed);
      worst_log.see(observed.log_ratio - predicted.log_ratio);
      worst_share.see(observed.fallen_share - predicted.fallen_share);
      // NaN, of an event that did not happen, is the shortest growth there is.
      const double growth = observed.log_ratio - before[replicate];
      if (!(growth >= shortest_growth)) shortest_growth = growth;
      all_grow = all_grow && growth > 0;
      before[replicate] = observed.log_ratio;
      if (replicate > 0) continue;
      finding.measurements.push_back(
          {"log(generalisation / fitting time)" + at,
           predicted.log_ratio,
           observed.log_ratio,
           {predicted.log_ratio - log_tolerance, predicted.log_ratio + log_tolerance}});
      finding.measurements.push_back(
          {"fallen share of test loss at 10 fitting times" + at,
           predicted.fallen_share,
           observed.fallen_share,
           {predicted.fallen_share - share_tolerance, predicted.fallen_share + share_tolerance}});
    }
    last_share = predicted.fallen_share;
  }
  finding.replicates = static_cast<std::int64_t>(replicates * inverse_kappa.size());
  finding.measurements.insert(
      finding.measurements.begin(),
      {{"largest error of log(generalisation / fitting time)",
        0.0,
        worst_log.value(),
        {0.0, log_tolerance}},
       {"least growth of it over 2 units of 1/kappa", std::nullopt, shortest_growth, {0.0, {}}},
       {"largest error of the fallen share", 0.0, worst_share.value(), {0.0, share_tolerance}},
       {"the mean field's fallen share at the smallest kappa",
        std::nullopt,
        last_share,
        {{}, plateau_share}}});
  const bool holds = worst_log.value() <= log_tolerance && all_grow &&
                     worst_share.value() <= share_tolerance && last_share <= plateau_share;
  finding.verdict = holds ? Verdict::pass : Verdict::fail;
  finding.explanation = fmt::format(
      "generalisation comes e^{:.2f} fitting times late at 1/kappa = 8; ten fitting times after "
      "the "
      "start the test loss has fallen by a share of {:.3f}",
      before[0], last_share);
  finding.figures = {figure_of(observed_curve, predicted_curve)};
  return finding;
}

}  // namespace
}  // namespace delay_trial

Claim delay_claim(const DelayDesign& design) {
  return {delay_trial::statement(), Decision::arithmetic,
          [design](const ClaimContext& context) { return delay_trial::check(design, context); }};
}

}  // namespace benignity
