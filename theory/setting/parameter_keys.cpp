#include "theory/setting/parameter_keys.hpp"

#include <cmath>

#include "theory/signal_to_noise_ratio.hpp"

namespace benignity {

std::string_view name(LabelNoiseKind kind) {
  return kind == LabelNoiseKind::fixed ? "fixed" : "bernoulli";
}

std::string_view name(InitWeightLaw law) {
  return law == InitWeightLaw::gaussian ? "gaussian" : "uniform";
}

namespace {

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
std::vector<Key<Parameters>> further_keys() {
  using P = Parameters;
  return {
      chosen_key<P>({"head_norm", "‖ν‖", "head norm", "1/signal_norm"}, &P::chosen_head_norm, &P::head_norm, magnitude),
      number_key<P>({"step_size", "α", "step size"}, &P::step_size, magnitude),
      number_key<P>({"steps", "τ", "steps", {}, "steps", "whole, but for flow and mean_field"}, &P::steps, zero_or_magnitude),
      chosen_key<P>({"init_weight_std", "σ_w", "initial weights", "1/sqrt(3 dimension)"}, &P::chosen_init_weight_std, &P::init_weight_std, zero_or_magnitude),
      number_key<P>({"init_query_std", "σ_p", "initial query"}, &P::init_query_std, zero_or_magnitude),
      word_key<P>({"init_weight_law", "", "law of the initial weights"}, &P::init_weight_law, {InitWeightLaw::gaussian, InitWeightLaw::uniform}, name),
      number_key<P>({"failure_probability", "δ", "failure probability"}, &P::failure_probability, open_unit),
      chosen_key<P>({"target_gap", "λ*", "target gap", "log(tokens - 1)"}, &P::chosen_target_gap, &P::target_gap, magnitude),
      number_key<P>({"selection_threshold", "", "selection threshold"}, &P::selection_threshold, open_unit)};
}
// clang-format on

}  // namespace

// clang-format off
const std::vector<Key<TokenLaw>>& token_law_keys() {
  using L = TokenLaw;
  static const std::vector<Key<L>> keys = {
      number_key<L>({"samples", "n", "training samples"}, &L::samples, from_1),
      number_key<L>({"tokens", "T", "tokens"}, &L::tokens, from_2),
      number_key<L>({"dimension", "d", "dimension"}, &L::dimension, from_1),
      number_key<L>({"signal_norm", "‖μ‖", "signal norm"}, &L::signal_norm, magnitude),
      number_key<L>({"noise_std", "σ_ε", "token noise"}, &L::noise_std, magnitude),
      number_key<L>({"weak_signal", "ρ", "weak signal"}, &L::weak_signal, unit),
      number_key<L>({"label_noise", "η", "label noise"}, &L::label_noise, unit_below_one),
      word_key<L>({"label_noise_kind", "", "fixed: ceil(n eta) flips"}, &L::label_noise_kind, {LabelNoiseKind::fixed, LabelNoiseKind::bernoulli}, name),
      number_key<L>({"confusing_tokens", "", "confusing tokens"}, &L::confusing_tokens, from_0),
      chosen_key<L>({"aligned_tokens", "", "aligned tokens", "1, or 0 where it does not fit"}, &L::chosen_aligned_tokens, &L::aligned_tokens, from_0)};
  return keys;
}
// clang-format on

const std::vector<Key<Parameters>>& parameter_keys() {
  static const std::vector<Key<Parameters>> keys = [] {
    std::vector<Key<Parameters>> all;
    for (const Key<TokenLaw>& key : token_law_keys()) all.push_back(key_of<Parameters>(key));
    for (Key<Parameters>& key : further_keys()) all.push_back(std::move(key));
    return all;
  }();
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

Key<Parameters> signal_key(KeyDescription described, double (*get)(const TokenLaw&),
                           void (*set)(Parameters&, const SettingValue&)) {
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
