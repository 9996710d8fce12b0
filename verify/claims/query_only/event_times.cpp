#include <cmath>
#include <cstdint>
#include <string>

#include <fmt/format.h>

#include "verify/claims/decided_means.hpp"
#include "verify/claims/equivalent_times.hpp"
#include "verify/claims/query_only/claims.hpp"
#include "verify/claims/runs.hpp"
#include "verify/claims/theorem/ray.hpp"

namespace benignity {
namespace query_only_event_times_trial {
namespace {

ClaimDescription statement() {
  return {
      "query_only.event_times",
      "where the query alone trains the kernel stands still: the mean field's times with D = 1 "
      "for W = I, and with D = sigma_w^2 d however small for W drawn and frozen",
      "[derived] theory/query_only/README.md (Q.1); the model is that of the first version of "
      "[paper]",
      "theorem",
      "n = 10, T = 4, eta = 0.2, rho = 0.1, kappa = 4 (part 2); W = I at d = 10^8 and 10^10, W "
      "drawn at d = 10^10 with D = 10^-8, where D^2 is below E: the kernel would grow if W "
      "trained too",
      "8 replicates a setting, none shared; means of fit, select_clean and generalize within 1% "
      "by two one-sided t tests, all must pass",
      "sampled",
      "double"};
}

Parameters query_alone(std::int64_t dimension) {
  Parameters parameters = ray_parameters({.samples = 10, .dimension = dimension}, 4);
  parameters.trained = {.weights = false, .query = true};
  return parameters;
}

Parameters identity(std::int64_t dimension) {
  Parameters parameters = query_alone(dimension);
  parameters.init_weight_law = InitWeightLaw::identity;
  parameters.chosen_init_weight_std.reset();
  parameters.step_size /= 3;  // D = 1 where the ray has 1/3
  return parameters;
}

Parameters faint(std::int64_t dimension) {
  constexpr double gain = 1e-8;  // D
  Parameters parameters = query_alone(dimension);
  parameters.chosen_init_weight_std = std::sqrt(gain / static_cast<double>(dimension));
  parameters.step_size /= 3 * gain;
  return parameters;
}

Finding check(const QueryOnlyEventTimesDesign& design, const ClaimContext& context) {
  Finding finding;
  EquivalentTimes times;
  times.events = {stopping_event("fit_all"), stopping_event("select_clean"),
                  stopping_event("generalize")};
  times.replicates = 8;
  times.time_factor = 1 / design.gain_factor;
  times.settings = {{"W = I, d = 10^8", identity(100'000'000)},
                    {"W = I, d = 10^10", identity(10'000'000'000)},
                    {"W drawn, D = 10^-8", faint(10'000'000'000)}};
  for (const EquivalentTimes::Setting& setting : times.settings) {
    if (out_of_regime(setting.parameters, {MarginScope::both_parts, MarginScope::part_two},
                      finding)) {
      return finding;
    }
  }
  conclude(decide_times(times, context, finding), context.alpha, finding);
  finding.explanation = "9 mean times of a query that trains alone against D = 1 and D = 10^-8";
  return finding;
}

}  // namespace
}  // namespace query_only_event_times_trial

Claim query_only_event_times_claim(const QueryOnlyEventTimesDesign& design) {
  return {query_only_event_times_trial::statement(), Decision::statistical,
          [design](const ClaimContext& context) {
            return query_only_event_times_trial::check(design, context);
          }};
}

}  // namespace benignity
