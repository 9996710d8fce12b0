#include <algorithm>
#include <array>
#include <cmath>
#include <string>

#include "sim/trajectory/simulate.hpp"
#include "theory/mean_field/event_times.hpp"
#include "verify/claims/mean_field/lazy_setting.hpp"
#include "verify/claims/mean_field/mean_field_claims.hpp"

namespace benignity {
namespace {

constexpr std::array<double, 7> design_kappa = {1.0, 1.0 / 2, 1.0 / 4, 1.0 / 6, 30, 40, 80};
constexpr std::uint64_t replicates = 4;
constexpr std::int64_t dimension = 10'000'000'000;
constexpr double tolerance = 0.01;

struct Event {
  const char* name;
  std::optional<double> predicted;
  std::optional<double> StoppingTimes::*observed;
};

Finding check(const ClaimContext& context) {
  Finding finding;
  double worst = 0;
  bool all_happened = true;
  for (const double kappa : design_kappa) {
    Parameters parameters = lazy_setting(kappa, dimension);
    const MeanFieldTimes times = mean_field_times(parameters);
    const std::array<Event, 3> events = {
        {{"fit_all", times.fit, &StoppingTimes::fit_all},
         {"select_clean", times.select_clean, &StoppingTimes::select_clean},
         {"generalize", times.generalize, &StoppingTimes::generalize}}};
    double last = 0;
    for (const Event& event : events) {
      all_happened = all_happened && event.predicted;
      last = std::max(last, event.predicted.value_or(0));
    }
    parameters.steps = 1.05 * last;
    for (const Event& event : events) {
      double largest = 0;
      for (std::uint64_t replicate = 0; replicate < replicates; ++replicate) {
        throw_if_interrupted(context);
        RunSettings run;
        run.parameters = parameters;
        run.engine = Engine::flow;
        run.seed = context.seed;
        run.replicate = replicate;
        run.test_samples = 1;
        const std::optional<double> found = simulate(run).stopping_times.*event.observed;
        all_happened = all_happened && found;
        const double error =
            std::log(found.value_or(std::nan("")) / event.predicted.value_or(std::nan("")));
        if (!(std::abs(error) <= std::abs(largest))) largest = error;
      }
      worst = std::max(worst, std::abs(largest));
      finding.measurements.push_back({"largest error of log " + std::string(event.name) +
                                          " at kappa = " + std::to_string(kappa).substr(0, 5),
                                      0.0,
                                      largest,
                                      {-tolerance, tolerance}});
    }
  }
  finding.replicates = static_cast<std::int64_t>(replicates * design_kappa.size());
  finding.verdict = all_happened && worst <= tolerance ? Verdict::pass : Verdict::fail;
  finding.explanation = "largest error of a log-time: " + std::to_string(worst);
  return finding;
}

}  // namespace

Claim mean_field_log_times_claim() {
  return {{"mean_field.log_times",
           "the logarithms of the times to fit, to select and to generalise are those of the mean "
           "field within 0.01 at d = 10^10, up to times of e^26 scaled units",
           "[derived] theory/README.md (7.8)", "mean_field",
           "d = 10^10, n = 20, T = 4, eta = 0.2, rho = 0.1, sigma_w = 1, p0 = 0; 1/kappa = 1, 2, "
           "4, 6 and kappa = 30, 40, 80",
           "gradient flow from 4 sampled starts a setting; every error of log fit_all, log "
           "select_clean and log generalize at most 0.01",
           "flow", "double"},
          Decision::arithmetic,
          check};
}

}  // namespace benignity
