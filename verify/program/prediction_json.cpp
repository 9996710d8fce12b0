#include "verify/program/prediction_json.hpp"

#include <cmath>
#include <optional>

#include <nlohmann/json.hpp>

#include "theory/prediction.hpp"
#include "theory/setting/plain.hpp"
#include "theory/signal_to_noise_ratio.hpp"
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

/// Null for a plain setting.
Json equivalent_json(const Parameters& parameters, const MeanFieldEquivalent& equivalent) {
  Json json = Json::object();
  for (const Key<Parameters>* const key : equivalent_keys(parameters, equivalent.plain)) {
    json[key->name] = std::get<double>(key->get(equivalent.plain));
  }
  if (is_plain(parameters)) return nullptr;
  json["memory"] = equivalent.memory;
  json["kernel"] = equivalent.kernel == KernelMotion::grows ? "grows" : "frozen";
  return json;
}

void take_numbers_away(Json& json) {
  if (!json.is_object()) {
    json = nullptr;
    return;
  }
  for (auto& [name, value] : json.items()) take_numbers_away(value);
}

Json document(const RunSettings& settings, const Prediction& prediction) {
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
               {"mean_field_applies", prediction.unmet_mean_field_margins().empty()},
               {"mean_field_reason", nullptr},
               {"equivalent", equivalent_json(settings.parameters, prediction.equivalent)}};
  add_flips(json, settings.parameters, fixed_label_flips(settings.parameters));
  return json;
}

std::string unpredicted_json(const RunSettings& settings, const NoEquivalent& none) {
  // The theorem's own setting lends the names of the fields; no number of it is kept.
  Json json = document(RunSettings(), predict(Parameters()));
  take_numbers_away(json);
  const TokenLaw& law = settings.parameters;
  const auto ratio = signal_to_noise_ratio<double>(law);
  json["signal_to_noise_ratio"] = ratio;
  json["signal_to_noise_ratio_squared"] = ratio * ratio;
  json["kappa"] = kappa<double>(law);
  json["mean_field_reason"] = unpredicted_reason(none);
  add_flips(json, settings.parameters, fixed_label_flips(settings.parameters));
  return json.dump(2) + "\n";
}

}  // namespace

std::string prediction_json(const RunSettings& settings) {
  const MeanFieldReduction reduction = mean_field_reduction(settings.parameters);
  if (const auto* none = std::get_if<NoEquivalent>(&reduction)) {
    return unpredicted_json(settings, *none);
  }
  return document(settings, predict(settings.parameters)).dump(2) + "\n";
}

}  // namespace benignity
