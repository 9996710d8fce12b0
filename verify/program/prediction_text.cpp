#include "verify/program/prediction_text.hpp"

#include <algorithm>
#include <optional>
#include <string>

#include <fmt/core.h>

#include "theory/label_flips.hpp"
#include "theory/setting/parameter_keys.hpp"
#include "theory/setting/plain.hpp"
#include "theory/signal_to_noise_ratio.hpp"

namespace benignity {
namespace {

std::string number_text(const std::optional<double>& value) {
  return value ? fmt::format("{:.6g}", *value) : std::string("never");
}

std::string critical_text(const CriticalKappa& critical) {
  switch (critical.status) {
    case CriticalKappaStatus::found:
      return number_text(critical.value);
    case CriticalKappaStatus::never:
      return "never: at no kappa are noisy samples selected";
    case CriticalKappaStatus::no_noisy_samples:
      return "none: no noisy samples";
    case CriticalKappaStatus::outside_solved_range:
      return "unknown: outside the solved range";
  }
  return {};
}

std::string flips_text(const Parameters& parameters) {
  const std::optional<LabelFlips> flips = fixed_label_flips(parameters);
  if (!flips) return "labels flipped by the draws of each run (bernoulli)\n";
  return fmt::format(
      "labels flipped {} of {} (a share of {:.6g}: {} of class +1, {} of class -1)\n",
      flips->total(), parameters.samples, *effective_label_noise(parameters), flips->plus,
      flips->minus);
}

/// Without noisy samples uniform attention has every sign right, as long as the tokens of the other
/// class do not outweigh the rest: then no label is ever unfitted, and `fit` has nothing to wait
/// for.
bool is_fitted_from_the_start(const Parameters& parameters) {
  const std::optional<LabelFlips> flips = fixed_label_flips(parameters);
  const bool has_noisy = flips ? flips->total() > 0 : parameters.label_noise > 0;
  const auto surplus =
      static_cast<double>(parameters.aligned_tokens() - parameters.confusing_tokens);
  return !has_noisy && 1 + parameters.weak_signal * surplus > 0;
}

/// One line on which plain setting speaks for this one; "" where it is plain itself.
std::string equivalent_text(const Parameters& parameters, const MeanFieldEquivalent& equivalent) {
  if (is_plain(parameters)) return {};
  std::string keys;
  for (const Key<Parameters>* const key : equivalent_keys(parameters, equivalent.plain)) {
    const double value = std::get<double>(key->get(equivalent.plain));
    keys += fmt::format("{}{} {:.6g}", keys.empty() ? " with " : ", ", key->name, value);
  }
  const char* const kernel =
      equivalent.kernel == KernelMotion::frozen ? ", and a kernel that stands still" : "";
  std::string text = fmt::format(
      "same mean field as the plain setting{}{} (theory/README.md (12.9))\n", keys, kernel);
  if (equivalent.memory > 0) {
    text += fmt::format(
        "momentum: events come later than said here, by the order of {:.3g} steps (12.8)\n",
        equivalent.memory);
  }
  return text;
}

/// The steps, and how many of the theorem's memorisation times they are.
std::string time_text(const std::optional<double>& steps, const Prediction& prediction) {
  if (!steps) return number_text(steps);
  return fmt::format("{:<12} {:.4g} tau_memorize", number_text(steps),
                     *steps / prediction.tau_memorize);
}

std::string mean_field_text(const Parameters& parameters, const Prediction& prediction) {
  const MeanFieldTimes& times = prediction.mean_field;
  std::string text = "Mean field, with its constants [steps]\n";
  text += fmt::format("select         {}   (noisy samples: {})\n",
                      time_text(times.select_clean, prediction), number_text(times.select_noisy));
  if (prediction.degenerate_selection) {
    text +=
        "  degenerate: uniform attention, 1/tokens, meets selection_threshold before training\n";
  }
  const bool from_start = !times.fit && is_fitted_from_the_start(parameters);
  return text + fmt::format("fit            {}\nexit           {}\ngeneralize     {}\n",
                            from_start ? "fitted from the start" : time_text(times.fit, prediction),
                            time_text(times.exit, prediction),
                            time_text(times.generalize, prediction));
}

/// One line that says whether the mean field's constants may be used.
std::string guard_text(const Prediction& prediction) {
  std::string unmet;
  for (const Margin& margin : prediction.unmet_mean_field_margins()) {
    unmet += (unmet.empty() ? "" : ", ") + fmt::format("{} = {:.3g}", margin.name, margin.value);
  }
  if (unmet.empty()) return "These constants apply: every margin of the mean field exceeds 1.\n\n";
  const char* const hint =
      prediction.equivalent.kernel == KernelMotion::grows
          ? "  simulate --set engine=mean_field shows the mean field in which H and |p|^2 grow "
            "(second_order).\n\n"
          : "\n";
  return fmt::format("! These constants do not apply here: {} (must exceed 1).\n{}", unmet, hint);
}

std::string closed_forms_text(const Prediction& prediction) {
  const ClosedForms& forms = prediction.closed_forms;
  std::string text = "Closed forms of the mean field, with the range they were checked in\n";
  const auto line = [&](const char* what, const std::string& value, const char* range) {
    text += fmt::format("{:<46}{:>12}   {}\n", what, value, range);
  };
  line("slope of log generalize in 1/kappa, limit", number_text(forms.benign_slope),
       "(7.14), 1/kappa from 10 to 30, 0.1%");
  line("slope of log generalize in 1/kappa, here", number_text(forms.log_time_slope),
       "(7.15), 1/kappa from 2 to 6, 1.5%");
  line("late d lambda_+/d log tau", number_text(forms.late_growth.plus),
       "(7.12), 60 random layouts, kappa from e^-2 to e^5, 0.1%");
  line("late d lambda_-/d log tau", number_text(forms.late_growth.minus), "(7.12), as above");
  line("log(exit)/kappa, limit", number_text(forms.exit_exponent),
       "(7.18), kappa from 800 to 1600 at rho = 0, 1.5%");
  line("plateau of noisy s_1 at kappa = infinity", number_text(forms.noisy_plateau),
       "(7.19), kappa = 10^12, rho = 0");
  line("label noise limit for s_1 -> 1", number_text(forms.full_selection_limit),
       "(7.19), as above");
  line("label noise limit for selection", number_text(forms.selection_limit), "(7.19), as above");
  line("selection by one gap, G^-1 [steps]", number_text(forms.one_gap_select),
       "(7b.9), large kappa, small g, rho = 0");
  if (const std::string& reason = forms.log_time_slope_reason; !reason.empty()) {
    text += "  no slope here: " + reason + "\n";
  }
  return text + "\n";
}

}  // namespace

std::vector<const Key<Parameters>*> equivalent_keys(const Parameters& parameters,
                                                    const Parameters& plain) {
  std::vector<const Key<Parameters>*> keys;
  if (is_plain(parameters)) return keys;
  for (const Key<Parameters>& key : parameter_keys()) {
    const std::string_view name = key.name;
    const bool is_scale = name == "head_norm" || name == "step_size" || name == "init_weight_std" ||
                          name == "init_query_std";
    if (is_scale && key.get(parameters) != key.get(plain)) keys.push_back(&key);
  }
  return keys;
}

std::string unpredicted_reason(const NoEquivalent& none) {
  return std::string(none.key) + " is " + none.value + ": " + none.reason;
}

std::vector<Margin> margins_of_run(const RunSettings& settings, const Prediction& prediction) {
  return settings.has_continuous_time() ? without_step(prediction.margins) : prediction.margins;
}

namespace {

std::string unpredicted_text(const RunSettings& settings, const NoEquivalent& none) {
  const TokenLaw& law = settings.parameters;
  const auto ratio = signal_to_noise_ratio<double>(law);
  return fmt::format("SNR            {:.6g}   (SNR^2 {:.6g})\nkappa          {:.6g}\n", ratio,
                     ratio * ratio, kappa<double>(law)) +
         flips_text(settings.parameters) +
         fmt::format("No regime, times or margins: {} (theory/README.md section 12).\n",
                     unpredicted_reason(none));
}

std::string predicted_text(const RunSettings& settings, const Prediction& prediction) {
  const double ratio = prediction.signal_to_noise_ratio;
  std::string text =
      fmt::format("SNR            {:.6g}   (SNR^2 {:.6g})\n", ratio, ratio * ratio) +
      fmt::format("kappa          {:.6g}   (critical {})\n", prediction.kappa,
                  critical_text(prediction.critical_kappa)) +
      fmt::format("regime         {}\n", name(prediction.regime)) +
      flips_text(settings.parameters) +
      equivalent_text(settings.parameters, prediction.equivalent) +
      "\nScales of the theorem [steps]\n" +
      fmt::format("tau_select     {:.6g}\ntau_memorize   {:.6g}\ntau_benign     {:.6g}\n\n",
                  prediction.tau_select, prediction.tau_memorize, prediction.tau_benign) +
      mean_field_text(settings.parameters, prediction) + guard_text(prediction) +
      closed_forms_text(prediction) + "Margins (an assumption holds where its margin exceeds 1)\n";
  for (const Margin& margin : margins_of_run(settings, prediction)) {
    text += fmt::format("{} {:<40}{:>12.4g}   {}\n", margin.value > 1 ? " " : "!", margin.name,
                        margin.value, margin.equation);
  }
  return text;
}

}  // namespace

std::string prediction_text(const RunSettings& settings) {
  const MeanFieldReduction reduction = mean_field_reduction(settings.parameters);
  if (const auto* none = std::get_if<NoEquivalent>(&reduction)) {
    return unpredicted_text(settings, *none);
  }
  return predicted_text(settings, predict(settings.parameters));
}

}  // namespace benignity
