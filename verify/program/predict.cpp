#include <cmath>
#include <string>

#include <fmt/core.h>
#include <nlohmann/json.hpp>

#include "theory/prediction.hpp"
#include "verify/program/command.hpp"

namespace benignity {
namespace {

using Json = nlohmann::ordered_json;

Json finite_number(double value) { return std::isfinite(value) ? Json(value) : Json(nullptr); }
Json finite_number(const std::optional<double>& value) {
  return value ? finite_number(*value) : Json(nullptr);
}

std::string time_text(const std::optional<double>& value) {
  return value ? fmt::format("{:.6g}", *value) : std::string("never");
}

void print_json(const Prediction& prediction) {
  Json margins = Json::object();
  for (const Margin& margin : prediction.margins)
    margins[margin.name] = finite_number(margin.value);
  const double ratio = prediction.signal_to_noise_ratio;
  const MeanFieldTimes& times = prediction.mean_field;
  const ClosedForms& forms = prediction.closed_forms;
  const Json json = {{"signal_to_noise_ratio", ratio},
                     {"signal_to_noise_ratio_squared", ratio * ratio},
                     {"kappa", prediction.kappa},
                     {"regime", name(prediction.regime)},
                     {"tau_select", finite_number(prediction.tau_select)},
                     {"tau_memorize", finite_number(prediction.tau_memorize)},
                     {"tau_benign", finite_number(prediction.tau_benign)},
                     {"log_tau_benign", prediction.log_tau_benign},
                     {"margins", margins},
                     {"mean_field",
                      {{"select", finite_number(times.select_clean)},
                       {"select_noisy", finite_number(times.select_noisy)},
                       {"fit", finite_number(times.fit)},
                       {"exit", finite_number(times.exit)},
                       {"generalize", finite_number(times.generalize)},
                       {"critical_kappa", finite_number(prediction.critical_kappa.value)},
                       {"log_time_slope", finite_number(forms.log_time_slope)}}},
                     {"closed_forms",
                      {{"benign_slope", finite_number(forms.benign_slope)},
                       {"late_growth_plus", finite_number(forms.late_growth.plus)},
                       {"late_growth_minus", finite_number(forms.late_growth.minus)},
                       {"exit_exponent", finite_number(forms.exit_exponent)},
                       {"noisy_plateau", finite_number(forms.noisy_plateau)},
                       {"full_selection_limit", finite_number(forms.full_selection_limit)},
                       {"selection_limit", finite_number(forms.selection_limit)},
                       {"one_gap_select", finite_number(forms.one_gap_select)}}},
                     {"mean_field_applies", prediction.unmet_mean_field_margins().empty()}};
  fmt::print("{}\n", json.dump(2));
}

/// One line that says whether the mean field's constants may be used.
void print_guard(const Prediction& prediction) {
  std::string unmet;
  for (const Margin& margin : prediction.unmet_mean_field_margins()) {
    unmet += (unmet.empty() ? "" : ", ") + fmt::format("{} = {:.3g}", margin.name, margin.value);
  }
  if (unmet.empty()) {
    fmt::print("These constants apply: every margin of the mean field exceeds 1.\n\n");
  } else {
    fmt::print(
        "! These constants do not apply here: {} (must exceed 1).\n"
        "  simulate --set engine=mean_field shows the mean field in which H and |p|^2 grow "
        "(second_order).\n\n",
        unmet);
  }
}

void print_closed_forms(const ClosedForms& forms) {
  fmt::print("Closed forms of the mean field, with the range they were checked in\n");
  const auto line = [](const char* what, const std::string& value, const char* range) {
    fmt::print("{:<46}{:>12}   {}\n", what, value, range);
  };
  line("slope of log generalize in 1/kappa, limit", time_text(forms.benign_slope),
       "(7.14), 1/kappa from 10 to 30, 0.1%");
  line("slope of log generalize in 1/kappa, here", time_text(forms.log_time_slope),
       "(7.15), 1/kappa from 2 to 6, 1.5%");
  line("late d lambda_+/d log tau", time_text(forms.late_growth.plus),
       "(7.12), 1/kappa from 1/2 to 30");
  line("late d lambda_-/d log tau", time_text(forms.late_growth.minus), "(7.12), as above");
  line("log(exit)/kappa, limit", time_text(forms.exit_exponent),
       "(7.18), kappa from 800 to 1600 at rho = 0, 1.5%");
  line("plateau of noisy s_1 at kappa = infinity", time_text(forms.noisy_plateau),
       "(7.19), kappa = 10^12, rho = 0");
  line("label noise limit for s_1 -> 1", time_text(forms.full_selection_limit), "(7.19), as above");
  line("label noise limit for selection", time_text(forms.selection_limit), "(7.19), as above");
  line("selection by one gap, G^-1 [steps]", time_text(forms.one_gap_select),
       "(7b.9), large kappa, small g, rho = 0\n");
}

void print_text(const Prediction& prediction) {
  const double ratio = prediction.signal_to_noise_ratio;
  const MeanFieldTimes& times = prediction.mean_field;
  fmt::print("SNR            {:.6g}   (SNR^2 {:.6g})\n", ratio, ratio * ratio);
  fmt::print("kappa          {:.6g}   (critical {})\n", prediction.kappa,
             time_text(prediction.critical_kappa.value));
  fmt::print("regime         {}\n\n", name(prediction.regime));
  fmt::print("Scales of the theorem [steps]\n");
  fmt::print("tau_select     {:.6g}\ntau_memorize   {:.6g}\ntau_benign     {:.6g}\n\n",
             prediction.tau_select, prediction.tau_memorize, prediction.tau_benign);
  fmt::print("Mean field, with its constants [steps]\n");
  fmt::print("select         {}   (noisy samples: {})\n", time_text(times.select_clean),
             time_text(times.select_noisy));
  fmt::print("fit            {}\nexit           {}\ngeneralize     {}\n", time_text(times.fit),
             time_text(times.exit), time_text(times.generalize));
  print_guard(prediction);
  print_closed_forms(prediction.closed_forms);
  fmt::print("Margins (an assumption holds where its margin exceeds 1)\n");
  for (const Margin& margin : prediction.margins) {
    fmt::print("{} {:<40}{:>12.4g}   {}\n", margin.value > 1 ? " " : "!", margin.name, margin.value,
               margin.equation);
  }
}

}  // namespace

ExitCode run(const PredictOptions& options) {
  const Prediction prediction = predict(read_settings(options.sources).parameters);
  if (options.json) {
    print_json(prediction);
  } else {
    print_text(prediction);
  }
  return ExitCode::all_pass;
}

}  // namespace benignity
