#include "theory/prediction.hpp"

#include "theory/mean_field/closed_forms.hpp"
#include "theory/signal_to_noise_ratio.hpp"
#include "theory/time_scales.hpp"

namespace benignity {

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
  prediction.log_time_slope = log_time_slope(mean_field_layout<double>(parameters),
                                             prediction.kappa, parameters.target_gap());
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
