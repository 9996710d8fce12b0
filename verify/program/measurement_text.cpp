#include "verify/program/measurement_text.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include <fmt/core.h>
#include <nlohmann/json.hpp>

#include "sim/data/arrays/data_set.hpp"
#include "sim/trajectory/given_dynamics.hpp"

namespace benignity {
namespace {

using Json = nlohmann::ordered_json;

Json finite(double value) { return std::isfinite(value) ? Json(value) : Json(nullptr); }
Json finite(const std::optional<double>& value) { return value ? finite(*value) : Json(nullptr); }

Json figure(const Estimate& estimate) {
  return {{"value", finite(estimate.mean)}, {"standard_error", finite(estimate.standard_error)}};
}

Json figures(const std::vector<Estimate>& estimates) {
  Json list = Json::array();
  for (const Estimate& estimate : estimates) list.push_back(figure(estimate));
  return list;
}

/// Of an angle, by the slope of the inverse cosine.
Estimate degrees(const Estimate& cosine) {
  const double inside = std::clamp(cosine.mean, -1.0, 1.0);
  const double sine = std::sqrt(std::max(1 - inside * inside, 1e-12));
  constexpr double turn = 180 / std::numbers::pi;
  return {turn * std::acos(inside), turn * cosine.standard_error / sine};
}

/// kappa_eff, which the number of training samples multiplies.
Estimate effective_kappa(const RunSettings& settings, const MeasuredTokens& tokens) {
  const Estimate& ratio = tokens.signal_to_noise_ratio;
  const auto n = static_cast<double>(settings.parameters.samples);
  return {n * ratio.mean * ratio.mean, 2 * n * ratio.mean * ratio.standard_error};
}

std::vector<std::string> unmet(const MeasuredData& measurement) {
  std::vector<std::string> names;
  for (const MeasuredMargin& margin : measurement.margins) {
    if (!(margin.measured > 1)) names.push_back(margin.name);
  }
  return names;
}

Json margins_json(const MeasuredData& measurement) {
  Json margins = Json::object();
  for (const MeasuredMargin& margin : measurement.margins) {
    margins[margin.name] = {{"measured", finite(margin.measured)},
                            {"standard_error", finite(margin.standard_error)},
                            {"derived", finite(margin.derived)}};
  }
  return margins;
}

Json prediction_of(const MeasuredData& measurement) {
  if (!measurement.prediction) {
    return {{"regime", nullptr}, {"reason", measurement.no_prediction}};
  }
  const Prediction& prediction = *measurement.prediction;
  const MeanFieldTimes& times = prediction.mean_field;
  return {{"regime", name(prediction.regime)},
          {"guaranteed", unmet(measurement).empty()},
          {"unmet_margins", unmet(measurement)},
          {"kappa", finite(prediction.kappa)},
          {"critical_kappa", finite(prediction.critical_kappa.value)},
          {"critical_kappa_status", name(prediction.critical_kappa.status)},
          {"tau_select", finite(prediction.tau_select)},
          {"tau_memorize", finite(prediction.tau_memorize)},
          {"select", finite(times.select_clean)},
          {"fit", finite(times.fit)},
          {"exit", finite(times.exit)},
          {"generalize", finite(times.generalize)}};
}

const char* name_of(KeptKernel kernel) {
  switch (kernel) {
    case KeptKernel::class_means:
      return "class_means";
    case KeptKernel::place_means:
      return "place_means";
    case KeptKernel::whole:
      break;
  }
  return "whole_gram";
}

Json own_coordinates_json(const MeasuredData& measurement) {
  if (const auto* none = std::get_if<NoEquivalentLaw>(&measurement.own_coordinates)) {
    return {{"reason", none->reason}};
  }
  const auto& measured = std::get<MeasuredRun>(measurement.own_coordinates);
  Json json = {{"means_of", measured.means_of}};
  for (const MeasuredRun::Kept& kept : measured.kept) {
    const OwnCoordinatesRun& run = kept.run;
    json[name_of(kept.kernel)] = {{"step", run.step},
                                  {"fit", finite(run.fit)},
                                  {"train_loss", run.train_loss},
                                  {"clean_fitted", finite(run.clean_fitted)},
                                  {"noisy_fitted", finite(run.noisy_fitted)},
                                  {"clean_softmax", run.clean_softmax},
                                  {"noisy_softmax", run.noisy_softmax}};
  }
  return json;
}

/// "  name            1.23 +- 0.04"
std::string line(const std::string& label, const Estimate& estimate) {
  return fmt::format("  {:<44} {:.4g} ± {:.2g}\n", label, estimate.mean, estimate.standard_error);
}

std::string line(const std::string& label, const std::string& value) {
  return fmt::format("  {:<44} {}\n", label, value);
}

std::string time_text(const std::optional<double>& time) {
  return time ? fmt::format("{:.3g}", *time) : "never";
}

std::string prediction_lines(const MeasuredData& measurement) {
  if (!measurement.prediction) return line("none", measurement.no_prediction);
  const Prediction& prediction = *measurement.prediction;
  const MeanFieldTimes& times = prediction.mean_field;
  std::string text = line("regime", std::string(name(prediction.regime)));
  text += line("critical kappa", prediction.critical_kappa.value
                                     ? fmt::format("{:.3g}", *prediction.critical_kappa.value)
                                     : std::string(name(prediction.critical_kappa.status)));
  text += line("select, fit, exit, generalize [steps]",
               time_text(times.select_clean) + ", " + time_text(times.fit) + ", " +
                   time_text(times.exit) + ", " + time_text(times.generalize));
  std::string names;
  for (const std::string& margin : unmet(measurement))
    names += (names.empty() ? "" : ", ") + margin;
  return text + line("without guarantee, for these do not hold", names.empty() ? "-" : names);
}

std::string share_text(const std::optional<double>& share) {
  return share ? fmt::format("{:.2f}", *share) : "-";
}

std::string own_coordinates_lines(const MeasuredData& measurement) {
  if (const auto* none = std::get_if<NoEquivalentLaw>(&measurement.own_coordinates)) {
    return "prediction by each token's own coordinates\n" + line("none", none->reason);
  }
  const auto& measured = std::get<MeasuredRun>(measurement.own_coordinates);
  std::string text = fmt::format("prediction by each token's own coordinates, class means of {}\n",
                                 measured.means_of);
  for (const MeasuredRun::Kept& kept : measured.kept) {
    const OwnCoordinatesRun& run = kept.run;
    const char* const label =
        kept.kernel == KeptKernel::class_means   ? "in the plane of the class means"
        : kept.kernel == KeptKernel::place_means ? "in the span of every place's means"
                                                 : "with the whole Gram matrix";
    text += line(label, fmt::format("step {:.4g}: loss {:.3g}, fitted {} of clean, {} of noisy; "
                                    "all fitted at {}",
                                    run.step, run.train_loss, share_text(run.clean_fitted),
                                    share_text(run.noisy_fitted), time_text(run.fit)));
  }
  return text;
}

}  // namespace

std::string measurement_json(const RunSettings& settings, const MeasuredData& measurement) {
  const MeasuredTokens& tokens = measurement.tokens;
  const DataSet& set = *settings.data;
  const Json json = {
      {"folder", set.folder},
      {"given_samples", set.training.samples},
      {"measured_samples", tokens.samples},
      {"samples", settings.parameters.samples},
      {"tokens", set.training.tokens},
      {"dimension", set.dimension()},
      {"classes", set.classes},
      {"label_values", set.label_values},
      {"linear_head", head_origin(settings)},
      {"signal_place", tokens.signal_place},
      {"mean_norm", figures(tokens.mean_norm)},
      {"cosine", figure(tokens.cosine)},
      {"angle_degrees", figure(degrees(tokens.cosine))},
      {"selection_length_squared", figure(tokens.selection_length2)},
      {"class_length_squared", figure(tokens.class_length2)},
      {"place_contrast", figures(tokens.place_contrast)},
      {"place_weight", figures(tokens.place_weight)},
      {"noise_std", figure(tokens.noise_std)},
      {"noise_trace", figure(tokens.noise_trace)},
      {"effective_dimension", figure(tokens.effective_dimension)},
      {"plug_in_effective_dimension", finite(tokens.plug_in_effective_dimension)},
      {"spectrum", tokens.spectrum},
      {"common_share", figure(tokens.common_share)},
      {"signal_to_noise_ratio", figure(tokens.signal_to_noise_ratio)},
      {"kappa", figure(effective_kappa(settings, tokens))},
      {"weak_signal", measurement.law ? Json(measurement.law->weak_signal) : Json(nullptr)},
      {"head_gap", finite(tokens.head_gap)},
      {"margins", margins_json(measurement)},
      {"prediction", prediction_of(measurement)},
      {"own_coordinates", own_coordinates_json(measurement)}};
  return json.dump(2) + "\n";
}

std::string measurement_text(const RunSettings& settings, const MeasuredData& measurement) {
  const MeasuredTokens& tokens = measurement.tokens;
  const DataSet& set = *settings.data;
  std::string text = fmt::format(
      "{}: {} samples of {} tokens in {} dimensions, {} classes (labels {}); measured on {}\n",
      set.folder, set.training.samples, set.training.tokens, set.dimension(), set.classes,
      set.label_values, tokens.samples);
  text += fmt::format("signal (class means at token {}, counted from 0)\n", tokens.signal_place);
  for (std::size_t k = 0; k < tokens.mean_norm.size(); ++k) {
    text += line(fmt::format("norm of class mean {}", k), tokens.mean_norm[k]);
  }
  text += line("angle between class means [degrees]", degrees(tokens.cosine));
  text += line("squared length that selects", tokens.selection_length2);
  text += line("squared length that tells classes apart", tokens.class_length2);
  for (std::size_t t = 0; t < tokens.place_weight.size(); ++t) {
    if (static_cast<std::int64_t>(t) == tokens.signal_place) continue;
    if (!std::isfinite(tokens.place_weight[t].mean)) continue;  // hardly anybody has a token there
    text +=
        line(fmt::format("weight of the class contrast in token {}", t), tokens.place_weight[t]);
  }
  text += "noise\n";
  text += line("sigma_eps", tokens.noise_std);
  text += line("trace of its covariance", tokens.noise_trace);
  text += line("effective dimension", tokens.effective_dimension);
  text += line("the same by the sample covariance",
               fmt::format("{:.4g}", tokens.plug_in_effective_dimension));
  std::string shares;
  for (const double share : tokens.spectrum) shares += fmt::format(" {:.3f}", share);
  text += line("shares of its largest axes", shares.empty() ? "-" : shares.substr(1));
  text += line("common part of other tokens, over the trace", tokens.common_share);
  text += fmt::format("with {} training samples\n", settings.parameters.samples);
  text += line("signal-to-noise ratio", tokens.signal_to_noise_ratio);
  text += line("kappa", effective_kappa(settings, tokens));
  text += "margins, measured (above 1: holds) and as d_eff would have them\n";
  for (const MeasuredMargin& margin : measurement.margins) {
    text += fmt::format("  {:<44} {:.3g} ± {:.1g}   {:.3g}\n", margin.name, margin.measured,
                        margin.standard_error, margin.derived);
  }
  return text + "prediction by the isotropic law with these figures\n" +
         prediction_lines(measurement) + own_coordinates_lines(measurement);
}

}  // namespace benignity
