#include "theory/prediction.hpp"

#include <cmath>

#include "theory/mean_field/closed_forms.hpp"
#include "theory/mean_field/one_gap.hpp"
#include "theory/signal_to_noise_ratio.hpp"
#include "theory/time_scales.hpp"

namespace benignity {

namespace {

ClosedForms closed_forms(const Parameters& parameters) {
  const auto system = mean_field_system<double>(parameters);
  const double gap = parameters.target_gap();
  ClosedForms forms{benign_slope(system.layout, gap),
                    log_time_slope(system.layout, system.kappa, gap),
                    late_signal_growth(system.layout, system.kappa),
                    exit_exponent(system.layout, system.head_value),
                    noisy_plateau(parameters.label_noise, system.head_value),
                    label_noise_limit(1.0, system.head_value),
                    label_noise_limit(parameters.selection_threshold, system.head_value),
                    one_gap_selection_time(system, parameters.selection_threshold)};
  if (forms.one_gap_select) {
    *forms.one_gap_select =
        std::exp(std::log(*forms.one_gap_select) + log_steps_per_scaled_time(parameters));
  }
  return forms;
}

}  // namespace

TrainedLogits trained_logits(const Parameters& parameters, const MeanFieldMoment& moment) {
  return {moment.lambda.plus, moment.lambda.minus,
          moment.squared_noise_logits_per_sample * static_cast<double>(parameters.samples)};
}

Prediction predict(const Parameters& parameters) {
  validate(parameters);
  Prediction prediction;
  prediction.signal_to_noise_ratio = signal_to_noise_ratio<double>(parameters);
  prediction.kappa = kappa<double>(parameters);
  prediction.tau_select = tau_select<double>(parameters);
  prediction.tau_memorize = tau_memorize<double>(parameters);
  prediction.tau_benign = tau_benign<double>(parameters);
  prediction.log_tau_benign = log_tau_benign<double>(parameters);
  prediction.mean_field = mean_field_times(parameters);
  prediction.closed_forms = closed_forms(parameters);
  prediction.critical_kappa = critical_kappa(parameters);
  prediction.regime = regime(parameters, prediction.critical_kappa, prediction.mean_field);
  const MeanFieldTimes& times = prediction.mean_field;
  TrainedLogits logits;
  if (times.at_fit) logits = trained_logits(parameters, *times.at_fit);
  if (times.at_generalize) logits = trained_logits(parameters, *times.at_generalize);
  prediction.margins = assumption_margins(parameters, logits, prediction.critical_kappa.value);
  return prediction;
}

}  // namespace benignity
