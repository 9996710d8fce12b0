#include "verify/program/prediction_json.hpp"

#include <cmath>
#include <optional>

#include <nlohmann/json.hpp>

#include "verify/program/flips_json.hpp"
#include "verify/program/prediction_text.hpp"

namespace benignity {
namespace {

using Json = nlohmann::ordered_json;

Json finite_number(double value) { return std::isfinite(value) ? Json(value) : Json(nullptr); }
Json finite_number(const std::optional<double>& value) {
  return value ? finite_number(*value) : Json(nullptr);
}

/// Null beside a slope.
Json slope_reason(const Prediction& prediction) {
  const std::string& reason = prediction.closed_forms.log_time_slope_reason;
  return reason.empty() ? Json(nullptr) : Json(reason);
}

}  // namespace

std::string prediction_json(const RunSettings& settings, const Prediction& prediction) {
  Json margins = Json::object();
  for (const Margin& margin : margins_of_run(settings, prediction))
    margins[margin.name] = finite_number(margin.value);
  const double ratio = prediction.signal_to_noise_ratio;
  const MeanFieldTimes& times = prediction.mean_field;
  const ClosedForms& forms = prediction.closed_forms;
  Json json = {{"signal_to_noise_ratio", ratio},
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
                 {"critical_kappa_status", name(prediction.critical_kappa.status)},
                 {"log_time_slope", finite_number(forms.log_time_slope)},
                 {"log_time_slope_reason", slope_reason(prediction)}}},
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
  add_flips(json, settings.parameters, fixed_label_flips(settings.parameters));
  return json.dump(2) + "\n";
}

}  // namespace benignity
