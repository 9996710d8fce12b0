#include "verify/claims/theorem/ray_setting.hpp"

#include <cmath>

#include "theory/assumptions/small_step.hpp"
#include "theory/prediction.hpp"

namespace benignity {

Parameters ray_parameters(const RaySetting& setting, double kappa) {
  Parameters parameters;
  parameters.samples = setting.samples;
  parameters.tokens = setting.tokens;
  parameters.dimension = setting.dimension;
  parameters.label_noise = setting.label_noise;
  parameters.weak_signal = setting.weak_signal;
  parameters.failure_probability = 0.1;
  parameters.signal_norm = std::sqrt(kappa * static_cast<double>(setting.dimension) /
                                     static_cast<double>(setting.samples));
  parameters.chosen_init_weight_std = parameters.init_weight_std() * setting.init_weight_factor;
  parameters.chosen_target_gap = setting.target_gap;
  // The margin is inversely proportional to the step size.
  parameters.step_size = 1;
  parameters.step_size =
      small_step<double>(parameters) / (small_step_constant * setting.small_step_margin);
  return parameters;
}

bool out_of_regime(const Parameters& parameters, const std::vector<MarginScope>& scopes,
                   Finding& finding) {
  const std::vector<Margin> margins = predict(parameters).margins;
  finding.margins.clear();
  for (const Margin& margin : margins) {
    for (const MarginScope scope : scopes) {
      if (margin.scope == scope) finding.margins.push_back({margin.name, margin.value});
    }
  }
  const std::vector<Margin> unmet = unmet_margins(margins, scopes);
  if (unmet.empty()) return false;
  finding.verdict = Verdict::out_of_regime;
  finding.explanation = "margin " + unmet.front().name + " does not exceed 1";
  return true;
}

}  // namespace benignity
