#include "theory/prediction.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "theory/heads/summed_margins.hpp"
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
                    {},
                    late_signal_growth(system.layout, system.kappa),
                    exit_exponent(system.layout, system.head_value),
                    noisy_plateau(parameters.label_noise, system.head_value),
                    label_noise_limit(1.0, system.head_value),
                    label_noise_limit(parameters.selection_threshold, system.head_value),
                    one_gap_selection_time(system, parameters.selection_threshold)};
  if (!forms.log_time_slope) {
    const bool plus = forms.late_growth.plus < forms.late_growth.minus;
    forms.log_time_slope_reason = std::string("class ") + (plus ? "+1" : "-1") +
                                  " is not learnt: its lambda does not grow at late times";
  }
  if (forms.one_gap_select) {
    *forms.one_gap_select =
        std::exp(std::log(*forms.one_gap_select) + log_steps_per_scaled_time(parameters));
  }
  return forms;
}

/// The less quiet of two states, by (9.17).
TrainedLogits less_quiet(const Parameters& parameters, const TrainedLogits& first,
                         const TrainedLogits& second) {
  return quiet_test_logits<double>(parameters, second) <
                 quiet_test_logits<double>(parameters, first)
             ? second
             : first;
}

/// Where the times speak of fresh data; nothing where neither event happens.
std::optional<TrainedLogits> fresh_logits(const Parameters& parameters,
                                          const MeanFieldTimes& times) {
  if (!times.at_generalize) {
    if (!times.at_fit) return std::nullopt;
    return trained_logits(parameters, *times.at_fit);
  }
  const TrainedLogits generalized = trained_logits(parameters, *times.at_generalize);
  if (!times.at_fit || !times.generalize || !times.fit || *times.fit < *times.generalize) {
    return generalized;
  }
  return less_quiet(parameters, generalized, trained_logits(parameters, *times.at_fit));
}

/// The margins that are not the equivalent's: initial logits are those of the W and p that are
/// drawn, whatever trains; a kernel that stands still needs no laziness, and its gain stays D.
void keep_own_start(std::vector<Margin>& margins, const Parameters& parameters,
                    const MeanFieldEquivalent& equivalent) {
  const bool is_frozen = equivalent.kernel == KernelMotion::frozen;
  for (Margin& margin : margins) {
    if (margin.name == "small_initial_logits") {
      margin.ratio = small_initial_logits<double>(parameters);
    } else if (margin.name == "lazy_kernel" && is_frozen) {
      margin.ratio = std::numeric_limits<double>::infinity();
    } else if (margin.name == "small_step" && is_frozen) {
      margin.ratio = small_step<double>(equivalent.plain);
    }
    margin.value = margin.ratio / margin.constant;
  }
}

}  // namespace

TrainedLogits trained_logits(const Parameters& parameters, const MeanFieldMoment& moment) {
  return {moment.lambda.plus, moment.lambda.minus,
          moment.squared_noise_logits_per_sample * static_cast<double>(parameters.samples)};
}

Prediction predict(const Parameters& parameters) {
  Prediction prediction;
  prediction.equivalent = mean_field_equivalent(parameters);
  const Parameters& plain = prediction.equivalent.plain;
  prediction.signal_to_noise_ratio = signal_to_noise_ratio<double>(plain);
  prediction.kappa = kappa<double>(plain);
  prediction.tau_select = tau_select<double>(plain);
  prediction.tau_memorize = tau_memorize<double>(plain);
  prediction.tau_benign = tau_benign<double>(plain);
  prediction.log_tau_benign = log_tau_benign<double>(plain);
  prediction.mean_field = mean_field_times(plain);
  prediction.closed_forms = closed_forms(plain);
  prediction.critical_kappa = critical_kappa(plain);
  prediction.regime = regime(parameters, prediction.critical_kappa, prediction.mean_field);
  prediction.margins = assumption_margins(plain, promised_logits(plain, prediction.mean_field),
                                          prediction.critical_kappa);
  keep_own_start(prediction.margins, parameters, prediction.equivalent);
  if (parameters.heads > 1 && parameters.head_output == HeadOutput::sum) {
    prediction.margins = summed_heads_margins(std::move(prediction.margins), plain);
  }
  prediction.degenerate_selection =
      plain.selection_threshold * static_cast<double>(plain.tokens) <= 1;
  return prediction;
}

std::vector<Margin> Prediction::unmet_mean_field_margins() const {
  std::vector<Margin> unmet = unmet_margins(margins, {MarginScope::both_parts});
  const char* const judged =
      equivalent.kernel == KernelMotion::grows ? "lazy_kernel" : "spectral_near_orthogonality";
  std::erase_if(unmet, [&](const Margin& margin) { return margin.name != judged; });
  return unmet;
}

PromisedLogits promised_logits(const Parameters& parameters, const MeanFieldTimes& chosen) {
  Parameters theorem = parameters;
  theorem.selection_threshold = 0.5;
  theorem.chosen_target_gap.reset();
  const bool same = parameters.selection_threshold == theorem.selection_threshold &&
                    parameters.target_gap() == theorem.target_gap();
  const MeanFieldTimes own = same ? chosen : mean_field_times(theorem);
  PromisedLogits promised;
  promised.fresh = fresh_logits(parameters, own).value_or(TrainedLogits{});
  double energy = own.largest_energy_per_sample;
  // What the user asks for may lie beyond the theorem's events; that can only ask for more.
  energy = std::max(energy, chosen.largest_energy_per_sample);
  if (parameters.target_gap() > theorem.target_gap()) {
    const auto later = fresh_logits(parameters, chosen);
    if (later) promised.fresh = less_quiet(parameters, promised.fresh, *later);
  }
  promised.largest_energy =
      energy * static_cast<double>(parameters.samples) /
      (parameters.noise_std * parameters.noise_std * static_cast<double>(parameters.dimension));
  return promised;
}

}  // namespace benignity
