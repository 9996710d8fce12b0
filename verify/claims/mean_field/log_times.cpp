#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "sim/trajectory/simulate.hpp"
#include "theory/elementary.hpp"
#include "verify/claims/mean_field/claims.hpp"
#include "verify/claims/runs.hpp"
#include "verify/claims/stopping_events.hpp"

namespace benignity {
namespace log_times_trial {
namespace {

ClaimDescription statement() {
  return {"mean_field.log_times",
          "the logarithms of the times to fit, to select and to generalise are those of the mean "
          "field within 0.01 at d = 10^10, up to times of e^26 scaled units",
          "[derived] theory/README.md (7.8)",
          "mean_field",
          "d = 10^10, n = 20, T = 4, eta = 0.2, rho = 0.1, sigma_w = 1, p0 = 0; 1/kappa = 1, 2, "
          "4, 6 and kappa = 30, 40, 80",
          "gradient flow from 4 sampled starts a setting; every error of log fit_all, log "
          "select_clean and log generalize at most 0.01",
          "flow",
          "double"};
}

constexpr std::array<double, 7> design_kappa = {1.0, 1.0 / 2, 1.0 / 4, 1.0 / 6, 30, 40, 80};
constexpr std::uint64_t replicates = 4;
constexpr std::int64_t dimension = 10'000'000'000;
constexpr double tolerance = 0.01;

constexpr std::array compared_events = {stopping_events[0], stopping_events[1], stopping_events[4]};

Finding check(const ClaimContext& context) {
  Finding finding;
  LargestError worst;
  bool all_happened = true;
  for (const double kappa : design_kappa) {
    Parameters parameters = lazy_setting(kappa, dimension);
    const MeanFieldTimes times = mean_field_times(parameters);
    double last = 0;
    for (const StoppingEvent& event : compared_events) {
      all_happened = all_happened && times.*event.predicted;
      last = std::max(last, (times.*event.predicted).value_or(0));
    }
    parameters.steps = 1.05 * last;
    std::array<StoppingTimes, replicates> observed;
    for (std::uint64_t replicate = 0; replicate < replicates; ++replicate) {
      throw_if_interrupted(context);
      RunSettings run = run_of(parameters, context, replicate);
      run.engine = Engine::flow;
      observed[replicate] = simulate(run).stopping_times;
    }
    for (const StoppingEvent& event : compared_events) {
      std::vector<double> errors;
      for (const StoppingTimes& found : observed) {
        all_happened = all_happened && found.*event.observed;
        errors.push_back(std::log((found.*event.observed).value_or(std::nan("")) /
                                  (times.*event.predicted).value_or(std::nan(""))));
      }
      worst.see(farthest(errors));
      finding.measurements.push_back(
          {fmt::format("largest error of log {} at kappa = {:.4g}", event.name, kappa),
           0.0,
           farthest(errors),
           {-tolerance, tolerance}});
    }
  }
  finding.replicates = static_cast<std::int64_t>(replicates * design_kappa.size());
  finding.verdict = all_happened && worst.value() <= tolerance ? Verdict::pass : Verdict::fail;
  finding.explanation = "largest error of a log-time: " + std::to_string(worst.value());
  return finding;
}

}  // namespace
}  // namespace log_times_trial

Claim mean_field_log_times_claim() {
  return {log_times_trial::statement(), Decision::arithmetic, log_times_trial::check};
}

}  // namespace benignity
