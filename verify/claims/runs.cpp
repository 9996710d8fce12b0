#include "verify/claims/runs.hpp"

#include <algorithm>
#include <atomic>
#include <cmath>

#include "sim/lanes/parallel_for.hpp"
#include "theory/assumptions/training.hpp"
#include "theory/prediction.hpp"
#include "theory/signal_to_noise_ratio.hpp"
#include "verify/claims/recorded_settings.hpp"

namespace benignity {

Parameters lazy_setting(double kappa, std::int64_t dimension) {
  Parameters parameters;
  parameters.tokens = 4;
  parameters.dimension = dimension;
  parameters.chosen_init_weight_std = 1;
  return with_kappa(parameters, kappa);
}

Parameters with_small_step_margin(Parameters parameters, double margin) {
  // The margin is inversely proportional to the step size.
  parameters.step_size = 1;
  parameters.step_size = small_step<double>(parameters) / (small_step_constant * margin);
  return parameters;
}

bool out_of_regime(const Parameters& parameters, const std::vector<MarginScope>& scopes,
                   Finding& finding, double constants_factor) {
  const std::vector<Margin> margins =
      with_scaled_constants(predict(parameters).margins, constants_factor);
  finding.margins.clear();
  for (const Margin& margin : margins) {
    if (std::find(scopes.begin(), scopes.end(), margin.scope) == scopes.end()) continue;
    finding.margins.push_back({margin.name, margin.value});
  }
  const std::vector<Margin> unmet = unmet_margins(margins, scopes);
  if (unmet.empty()) return false;
  finding.verdict = Verdict::out_of_regime;
  finding.explanation = "margin " + unmet.front().name + " does not exceed 1";
  return true;
}

RunSettings run_of(const Parameters& parameters, const ClaimContext& context,
                   std::uint64_t replicate) {
  if (context.settings != nullptr) context.settings->record(parameters);
  RunSettings run;
  run.parameters = parameters;
  run.seed = context.seed;
  run.replicate = replicate;
  run.test_samples = 1;
  return run;
}

RunSettings ends_of_run(const Parameters& parameters, const ClaimContext& context,
                        std::uint64_t replicate) {
  // The largest interval that RunSettings can hold; a flow may be longer than that.
  constexpr double longest = 1e18;
  RunSettings run = run_of(parameters, context, replicate);
  run.chosen_record_every =
      std::max<std::int64_t>(std::llround(std::min(std::ceil(parameters.steps), longest)), 1);
  return run;
}

void over_replicates(const ClaimContext& context, std::int64_t first, std::int64_t last,
                     const std::function<void(std::int64_t)>& work) {
  // Isolated, so that a thread that waits here does not pick up another claim: that claim's wall
  // time would count as this one's, and its stack would lie on top of this one's.
  isolated_parallel_for(last - first, [&](std::ptrdiff_t i) {
    throw_if_interrupted(context);
    work(first + i);
  });
}

std::int64_t count_replicates(const ClaimContext& context, std::int64_t first, std::int64_t last,
                              const std::function<bool(std::int64_t)>& holds) {
  std::atomic<std::int64_t> count = 0;
  over_replicates(context, first, last, [&](std::int64_t i) { count += holds(i) ? 1 : 0; });
  return count;
}

double farthest(const std::vector<double>& errors) {
  double largest = 0;
  for (const double error : errors) {
    if (!std::isnan(largest) && !(std::abs(error) <= std::abs(largest))) largest = error;
  }
  return largest;
}

}  // namespace benignity
