#include "theory/setting/parameter_keys.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "theory/signal_to_noise_ratio.hpp"

namespace benignity {

std::string_view name(LabelNoiseKind kind) {
  return kind == LabelNoiseKind::fixed ? "fixed" : "bernoulli";
}

std::string_view name(HeadOutput output) { return output == HeadOutput::sum ? "sum" : "mean"; }

std::string_view name(LinearHeads heads) {
  return heads == LinearHeads::shared ? "shared" : "independent";
}

std::string_view name(InitHead head) {
  switch (head) {
    case InitHead::signal:
      return "signal";
    case InitHead::zero:
      return "zero";
    case InitHead::random:
      break;
  }
  return "random";
}

std::string_view name(Parameterization parameterization) {
  return parameterization == Parameterization::weights ? "weights" : "key_query";
}

std::string_view name(InitWeightLaw law) {
  switch (law) {
    case InitWeightLaw::gaussian:
      return "gaussian";
    case InitWeightLaw::uniform:
      return "uniform";
    case InitWeightLaw::identity:
      break;
  }
  return "identity";
}

std::string_view name(OptimizerKind optimizer) {
  return optimizer == OptimizerKind::descent ? "descent" : "adamw";
}

std::string_view name(ModelKind model) {
  return model == ModelKind::attention ? "attention" : "one_layer_encoder";
}

std::string_view name(SkipConnection connection) {
  return connection == SkipConnection::present ? "true" : "false";
}

std::string_view name(NormPlacement norm) { return norm == NormPlacement::pre ? "pre" : "none"; }

namespace {

using Kind = ValueRange::Kind;
constexpr ValueRange from_0{Kind::count, 0};
constexpr ValueRange from_1{Kind::count, 1};
constexpr ValueRange from_2{Kind::count, 2};
constexpr ValueRange magnitude{Kind::magnitude};
constexpr ValueRange zero_or_magnitude{Kind::zero_or_magnitude};
constexpr ValueRange unit{Kind::unit};
constexpr ValueRange positive_unit{Kind::positive_unit};
constexpr ValueRange unit_below_one{Kind::unit_below_one};
constexpr ValueRange open_unit{Kind::open_unit};

/// What `trained` may list, in the order in which it is shown: of the attention, of the encoder.
struct TrainedPart {
  const char* name;
  bool Trained::*of_attention;
  bool EncoderTrained::*of_encoder;
};

constexpr std::array trained_parts = {
    TrainedPart{"weights", &Trained::weights, nullptr},
    TrainedPart{"query", &Trained::query, nullptr},
    TrainedPart{"linear_head", &Trained::linear_head, &EncoderTrained::linear_head},
    TrainedPart{"class_token", nullptr, &EncoderTrained::class_token},
    TrainedPart{"query_key", nullptr, &EncoderTrained::query_key},
    TrainedPart{"value", nullptr, &EncoderTrained::value},
    TrainedPart{"mlp", nullptr, &EncoderTrained::mlp},
    TrainedPart{"norms", nullptr, &EncoderTrained::norms}};

SettingValue trained_value(const Parameters& parameters) {
  const bool is_encoder = parameters.model == ModelKind::one_layer_encoder;
  const EncoderTrained of_encoder = parameters.encoder_trained();
  std::vector<std::string> words;
  for (const TrainedPart& part : trained_parts) {
    const bool trains = is_encoder
                            ? part.of_encoder != nullptr && of_encoder.*part.of_encoder
                            : part.of_attention != nullptr && parameters.trained.*part.of_attention;
    if (trains) words.emplace_back(part.name);
  }
  return words;
}

/// The model may be set after it: the list is kept for both, and validate() knows which was asked.
void set_trained(Parameters& parameters, const SettingValue& value) {
  const auto& words = std::get<std::vector<std::string>>(value);
  parameters.chosen_encoder_trained.emplace();
  for (const TrainedPart& part : trained_parts) {
    const bool trains = std::find(words.begin(), words.end(), part.name) != words.end();
    if (part.of_attention != nullptr) parameters.trained.*part.of_attention = trains;
    if (part.of_encoder != nullptr) (*parameters.chosen_encoder_trained).*part.of_encoder = trains;
  }
}

Key<Parameters> trained_key() {
  Key<Parameters> key{
      {"trained", "", "what trains", {}, "", "the last five of one_layer_encoder, all by default"},
      ValueKind::words,
      {},
      {},
      trained_value,
      set_trained};
  for (const TrainedPart& part : trained_parts) key.words.emplace_back(part.name);
  return key;
}

// clang-format off
/// The data.
std::vector<Key<TokenLaw>> law_keys() {
  using L = TokenLaw;
  std::vector<Key<L>> keys = {
      number_key<L>({"samples", "n", "training samples"}, &L::samples, from_1),
      number_key<L>({"tokens", "T", "tokens"}, &L::tokens, from_2),
      number_key<L>({"dimension", "d", "dimension"}, &L::dimension, from_1),
      number_key<L>({"signal_norm", "‖μ‖", "signal norm"}, &L::signal_norm, magnitude),
      number_key<L>({"noise_std", "σ_ε", "token noise"}, &L::noise_std, magnitude),
      number_key<L>({"weak_signal", "ρ", "weak signal"}, &L::weak_signal, unit),
      number_key<L>({"label_noise", "η", "label noise"}, &L::label_noise, unit_below_one),
      word_key<L>({"label_noise_kind", "", "fixed: ceil(n eta) flips"}, &L::label_noise_kind, {LabelNoiseKind::fixed, LabelNoiseKind::bernoulli}, name),
      number_key<L>({"confusing_tokens", "", "confusing tokens"}, &L::confusing_tokens, from_0),
      chosen_key<L>({"aligned_tokens", "", "aligned tokens", "1, or 0 where it does not fit"}, &L::chosen_aligned_tokens, &L::aligned_tokens, from_0),
      number_key<L>({"classes", "C", "classes"}, &L::classes, from_2),
      chosen_key<L>({"relevant_noise_std", "", "noise of the relevant token", "noise_std", "", "0: the relevant token is the signal itself"}, &L::chosen_relevant_noise_std, &L::relevant_noise_std, zero_or_magnitude)};
  for (const std::size_t beside : {keys.size() - 2, keys.size() - 1}) keys[beside].listing = Listing::away_from_default;
  return keys;
}
// clang-format on

// clang-format off
/// The theorem's own, beside the data.
std::vector<Key<Parameters>> theorem_keys() {
  using P = Parameters;
  return {
      chosen_key<P>({"head_norm", "‖ν‖", "head norm", "1/signal_norm", "", "0 only where the linear head trains"}, &P::chosen_head_norm, &P::head_norm, zero_or_magnitude),
      number_key<P>({"step_size", "α", "step size"}, &P::step_size, magnitude),
      number_key<P>({"steps", "τ", "steps", {}, "steps", "whole, but for flow and mean_field"}, &P::steps, zero_or_magnitude),
      chosen_key<P>({"init_weight_std", "σ_w", "initial weights", "1/sqrt(3 dimension)", "", "1/sqrt(dimension) for W = I, whose it is"}, &P::chosen_init_weight_std, &P::init_weight_std, zero_or_magnitude),
      number_key<P>({"init_query_std", "σ_p", "initial query"}, &P::init_query_std, zero_or_magnitude),
      word_key<P>({"init_weight_law", "", "law of the initial weights", {}, "", "identity: W = I"}, &P::init_weight_law, {InitWeightLaw::gaussian, InitWeightLaw::uniform, InitWeightLaw::identity}, name),
      number_key<P>({"failure_probability", "δ", "failure probability"}, &P::failure_probability, open_unit),
      chosen_key<P>({"target_gap", "λ*", "target gap", "log(tokens - 1)"}, &P::chosen_target_gap, &P::target_gap, magnitude),
      number_key<P>({"selection_threshold", "", "selection threshold"}, &P::selection_threshold, open_unit)};
}

/// Models and methods around the theorem's.
std::vector<Key<Parameters>> family_keys() {
  using P = Parameters;
  return {
      word_key<P>({"model", "", "the theorem's attention, or a one-layer transformer encoder"}, &P::model, {ModelKind::attention, ModelKind::one_layer_encoder}, name),
      number_key<P>({"mlp_width", "", "hidden units of the encoder's MLP", {}, "", "0: no MLP"}, &P::mlp_width, from_0),
      word_key<P>({"skip_connection", "", "whether the encoder adds each block to what it reads"}, &P::skip_connection, {SkipConnection::present, SkipConnection::absent}, name),
      word_key<P>({"norm", "", "LayerNorm in front of the encoder's blocks and head, or nowhere"}, &P::norm, {NormPlacement::pre, NormPlacement::none}, name),
      number_key<P>({"heads", "H", "heads of the attention"}, &P::heads, from_1),
      word_key<P>({"head_output", "", "what the heads' outputs make"}, &P::head_output, {HeadOutput::sum, HeadOutput::mean}, name),
      word_key<P>({"linear_heads", "", "one linear head for all heads, or one for each"}, &P::linear_heads, {LinearHeads::shared, LinearHeads::independent}, name),
      number_key<P>({"head_alignment", "", "cosine of each independent linear head with the signal", {}, "", "below 1 only with independent linear heads"}, &P::head_alignment, positive_unit),
      trained_key(),
      word_key<P>({"init_head", "", "initial direction of the linear head", {}, "", "norm head_norm"}, &P::init_head, {InitHead::signal, InitHead::zero, InitHead::random}, name),
      chosen_key<P>({"head_step_size", "α_ν", "step size of a trained linear head", "step_size"}, &P::chosen_head_step_size, &P::head_step_size, magnitude),
      word_key<P>({"parameterization", "", "logits X Wᵀp or X W_Kᵀ W_Q p"}, &P::parameterization, {Parameterization::weights, Parameterization::key_query}, name),
      chosen_key<P>({"key_dimension", "", "rows of W_K and W_Q", "min(dimension, 64)", "", "with key_query"}, &P::chosen_key_dimension, &P::key_dimension, from_1),
      word_key<P>({"optimizer", "", "how a step is made"}, &P::optimizer, {OptimizerKind::descent, OptimizerKind::adamw}, name),
      number_key<P>({"momentum", "β", "momentum of the heavy ball"}, &P::momentum, unit_below_one),
      number_key<P>({"weight_decay", "ω", "decoupled weight decay", {}, "", "what trains times 1 - step_size weight_decay a step"}, &P::weight_decay, zero_or_magnitude),
      chosen_key<P>({"batch_size", "", "samples a step", "samples", "", "epochs of fresh permutations; events spread by about step_size^1.5 where it divides samples, by sqrt(step_size) otherwise"}, &P::chosen_batch_size, &P::batch_size, from_1),
      number_key<P>({"adam_beta1", "", "decay of the first moment of adamw"}, &P::adam_beta1, unit_below_one),
      number_key<P>({"adam_beta2", "", "decay of the second moment of adamw"}, &P::adam_beta2, unit_below_one),
      number_key<P>({"adam_epsilon", "", "added to the root of the second moment of adamw"}, &P::adam_epsilon, magnitude)};
}
// clang-format on

}  // namespace

const std::vector<Key<TokenLaw>>& token_law_keys() {
  static const std::vector<Key<TokenLaw>> keys = law_keys();
  return keys;
}

const std::vector<Key<Parameters>>& parameter_keys() {
  static const std::vector<Key<Parameters>> keys = [] {
    std::vector<Key<Parameters>> all;
    for (const Key<TokenLaw>& key : token_law_keys()) all.push_back(key_of<Parameters>(key));
    for (Key<Parameters>& key : theorem_keys()) all.push_back(std::move(key));
    for (Key<Parameters>& key : family_keys()) {
      key.listing = Listing::away_from_default;
      all.push_back(std::move(key));
    }
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
