#include <cstdint>
#include <string>

#include <fmt/format.h>

#include "verify/claims/decided_means.hpp"
#include "verify/claims/equivalent_times.hpp"
#include "verify/claims/heads/claims.hpp"
#include "verify/claims/runs.hpp"
#include "verify/claims/theorem/ray.hpp"

namespace benignity {
namespace heads_event_times_trial {
namespace {

ClaimDescription statement() {
  return {"heads.event_times",
          "H heads with one linear head are one head: summed, of norm H|nu| at step alpha/H; "
          "averaged, of norm |nu| at step alpha/H",
          "[derived] theory/README.md (12.9); several heads are an open question of the paper",
          "theorem",
          "n = 10, T = 4, d = 10^10, eta = 0.2, rho = 0.1, kappa = 4, H = 2, 3, 4, p0 = 0",
          "6 replicates a setting, none shared; means of fit, select_clean and generalize within "
          "1% of the single head's mean field by two one-sided t tests, all must pass",
          "sampled",
          "double"};
}

EquivalentTimes trial(const HeadsEventTimesDesign& design) {
  EquivalentTimes times;
  times.events = {stopping_event("fit_all"), stopping_event("select_clean"),
                  stopping_event("generalize")};
  times.time_factor = design.time_factor;
  for (const std::int64_t heads : {2, 3, 4}) {
    for (const HeadOutput output : {HeadOutput::sum, HeadOutput::mean}) {
      Parameters parameters = ray_parameters({.samples = 10}, 4);
      parameters.heads = heads;
      parameters.head_output = output;
      // The mean of heads moves H times slower; its step may be that much longer.
      if (output == HeadOutput::mean) parameters.step_size *= static_cast<double>(heads);
      times.settings.push_back(
          {fmt::format("{} heads {}", heads, output == HeadOutput::sum ? "summed" : "averaged"),
           parameters});
    }
  }
  return times;
}

Finding check(const HeadsEventTimesDesign& design, const ClaimContext& context) {
  Finding finding;
  const EquivalentTimes times = trial(design);
  for (const EquivalentTimes::Setting& setting : times.settings) {
    if (out_of_regime(setting.parameters, {MarginScope::both_parts, MarginScope::part_two},
                      finding)) {
      return finding;
    }
  }
  conclude(decide_times(times, context, finding), context.alpha, finding);
  finding.explanation = "18 mean times of 2, 3 and 4 heads against the mean field of one";
  return finding;
}

}  // namespace
}  // namespace heads_event_times_trial

Claim heads_event_times_claim(const HeadsEventTimesDesign& design) {
  return {heads_event_times_trial::statement(), Decision::statistical,
          [design](const ClaimContext& context) {
            return heads_event_times_trial::check(design, context);
          }};
}

}  // namespace benignity
