#include "theory/parameter_keys.hpp"

#include <cmath>

#include "theory/signal_to_noise_ratio.hpp"

namespace benignity {

std::string_view name(LabelNoiseKind kind) {
  return kind == LabelNoiseKind::fixed ? "fixed" : "bernoulli";
}

std::string_view name(InitWeightLaw law) {
  return law == InitWeightLaw::gaussian ? "gaussian" : "uniform";
}

const std::vector<Key<Parameters>>& parameter_keys() {
  using P = Parameters;
  using Kind = ValueRange::Kind;
  constexpr ValueRange from_0{Kind::count, 0};
  constexpr ValueRange from_1{Kind::count, 1};
  constexpr ValueRange from_2{Kind::count, 2};
  constexpr ValueRange magnitude{Kind::magnitude};
  constexpr ValueRange zero_or_magnitude{Kind::zero_or_magnitude};
  constexpr ValueRange unit{Kind::unit};
  constexpr ValueRange unit_below_one{Kind::unit_below_one};
  constexpr ValueRange open_unit{Kind::open_unit};
  // clang-format off
  static const std::vector<Key<P>> keys = {
      number_key({"samples", "n", "training samples"}, &P::samples, from_1),
      number_key({"tokens", "T", "tokens"}, &P::tokens, from_2),
      number_key({"dimension", "d", "dimension"}, &P::dimension, from_1),
      number_key({"signal_norm", "‖μ‖", "signal norm"}, &P::signal_norm, magnitude),
      number_key({"noise_std", "σ_ε", "token noise"}, &P::noise_std, magnitude),
      number_key({"weak_signal", "ρ", "weak signal"}, &P::weak_signal, unit),
      number_key({"label_noise", "η", "label noise"}, &P::label_noise, unit_below_one),
      word_key({"label_noise_kind", "", "fixed: ceil(n eta) flips"}, &P::label_noise_kind, {LabelNoiseKind::fixed, LabelNoiseKind::bernoulli}, name),
      number_key({"confusing_tokens", "", "confusing tokens"}, &P::confusing_tokens, from_0),
      chosen_key({"aligned_tokens", "", "aligned tokens", "1, or 0 where it does not fit"}, &P::chosen_aligned_tokens, &P::aligned_tokens, from_0),
      chosen_key({"head_norm", "‖ν‖", "head norm", "1/signal_norm"}, &P::chosen_head_norm, &P::head_norm, magnitude),
      number_key({"step_size", "α", "step size"}, &P::step_size, magnitude),
      number_key({"steps", "τ", "steps", {}, "steps", "whole, but for flow and mean_field"}, &P::steps, zero_or_magnitude),
      chosen_key({"init_weight_std", "σ_w", "initial weights", "1/sqrt(3 dimension)"}, &P::chosen_init_weight_std, &P::init_weight_std, zero_or_magnitude),
      number_key({"init_query_std", "σ_p", "initial query"}, &P::init_query_std, zero_or_magnitude),
      word_key({"init_weight_law", "", "law of the initial weights"}, &P::init_weight_law, {InitWeightLaw::gaussian, InitWeightLaw::uniform}, name),
      number_key({"failure_probability", "δ", "failure probability"}, &P::failure_probability, open_unit),
      chosen_key({"target_gap", "λ*", "target gap", "log(tokens - 1)"}, &P::chosen_target_gap, &P::target_gap, magnitude),
      number_key({"selection_threshold", "", "selection threshold"}, &P::selection_threshold, open_unit)};
  // clang-format on
  return keys;
}

namespace {

void set_kappa(Parameters& parameters, const SettingValue& value) {
  parameters = with_kappa(parameters, std::get<double>(value));
}

void set_signal_to_noise_ratio(Parameters& parameters, const SettingValue& value) {
  parameters.signal_norm = std::get<double>(value) * parameters.noise_std *
                           std::sqrt(static_cast<double>(parameters.dimension));
}

Key<Parameters> signal_key(KeyDescription described, double (*get)(const Parameters&),
                           void (*set)(Parameters&, const SettingValue&)) {
  constexpr ValueRange magnitude{ValueRange::Kind::magnitude};
  return {std::move(described),
          ValueKind::real,
          magnitude,
          {},
          [get](const Parameters& p) { return SettingValue(get(p)); },
          set};
}

}  // namespace

const std::vector<Key<Parameters>>& signal_keys() {
  static const std::vector<Key<Parameters>> keys = {
      signal_key({"kappa", "κ", "n·SNR²", "that of signal_norm"}, kappa<double>, set_kappa),
      signal_key({"snr", "SNR", "signal-to-noise ratio", "that of signal_norm"},
                 signal_to_noise_ratio<double>, set_signal_to_noise_ratio)};
  return keys;
}

}  // namespace benignity
