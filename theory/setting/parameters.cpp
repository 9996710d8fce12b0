#include "theory/setting/parameters.hpp"

#include <algorithm>
#include <cmath>
#include <string>

#include "theory/invalid_input.hpp"
#include "theory/setting/parameter_keys.hpp"

namespace benignity {

double Parameters::head_norm() const { return chosen_head_norm.value_or(1 / signal_norm); }

double Parameters::init_weight_std() const {
  if (init_weight_law == InitWeightLaw::identity) {
    return 1 / std::sqrt(static_cast<double>(dimension));
  }
  return chosen_init_weight_std.value_or(1 / std::sqrt(3 * static_cast<double>(dimension)));
}

double Parameters::target_gap() const {
  const std::int64_t others = tokens > 2 ? tokens - 1 : 2;
  return chosen_target_gap.value_or(std::log(static_cast<double>(others)));
}

std::int64_t Parameters::key_dimension() const {
  constexpr std::int64_t usual = 64;
  return chosen_key_dimension.value_or(std::min(dimension, usual));
}

std::int64_t Parameters::batch_size() const { return chosen_batch_size.value_or(samples); }

namespace {

constexpr const char* identity_name = "identity";

void require_linear_head(const Parameters& p) {
  const bool starts_at_zero = p.init_head == InitHead::zero || p.head_norm() == 0;
  if (starts_at_zero && !p.trained.linear_head) {
    const bool by_norm = p.init_head != InitHead::zero;
    throw InvalidInput(by_norm ? "head_norm" : "init_head", by_norm ? "0" : "zero",
                       by_norm ? "a number between 1e-60 and 1e60 (0 only where the linear head "
                                 "trains)"
                               : "signal or random where the linear head does not train");
  }
  if (p.head_alignment == 1) return;
  const std::string alignment = shortest_decimal(p.head_alignment);
  if (p.linear_heads == LinearHeads::shared) {
    throw InvalidInput("head_alignment", alignment, "1 where linear_heads is shared");
  }
  if (p.init_head != InitHead::signal) {
    throw InvalidInput("head_alignment", alignment, "1 where init_head is not signal");
  }
}

/// Something must train, and be able to: from W = 0 and p = 0, say, no step leads away.
void require_motion(const Parameters& p) {
  const Trained& trained = p.trained;
  if (trained == Trained{false, false, false}) {
    throw InvalidInput("trained", "[]",
                       "a list out of \"weights\", \"query\", \"linear_head\", and not empty");
  }
  if (trained.linear_head) return;
  if (trained.weights && !trained.query && p.init_query_std == 0) {
    throw InvalidInput("trained", "[\"weights\"]",
                       "with \"query\" or \"linear_head\" where init_query_std is 0 (p = 0 never "
                       "moves)");
  }
  if (p.init_weight_std() != 0) return;
  if (p.parameterization == Parameterization::key_query) {
    throw InvalidInput("init_weight_std", "0",
                       "positive with key_query (W_K = 0, W_Q = 0 never move)");
  }
  if (!trained.weights) {
    throw InvalidInput("init_weight_std", "0",
                       "positive where the weights do not train (W = 0 stays)");
  }
  if (p.init_query_std == 0) {
    throw InvalidInput("init_weight_std", "0",
                       "positive where init_query_std is 0 (W = 0, p = 0 never moves)");
  }
}

void require_identity(const Parameters& p) {
  if (p.init_weight_law != InitWeightLaw::identity) return;
  if (p.parameterization == Parameterization::key_query) {
    throw InvalidInput("init_weight_law", identity_name,
                       "gaussian or uniform with key_query (W_K and W_Q are no squares)");
  }
  if (p.chosen_init_weight_std) {
    throw InvalidInput("init_weight_std", shortest_decimal(*p.chosen_init_weight_std),
                       "left out where init_weight_law is identity (W = I)");
  }
}

void require_method(const Parameters& p) {
  if (p.batch_size() > p.samples) {
    throw InvalidInput("batch_size", std::to_string(p.batch_size()),
                       "at most samples = " + std::to_string(p.samples));
  }
  if (!(p.step_size * p.weight_decay < 1)) {
    throw InvalidInput("weight_decay", shortest_decimal(p.weight_decay),
                       "below 1/step_size = " + shortest_decimal(1 / p.step_size) +
                           " (a step multiplies by 1 - step_size weight_decay)");
  }
  if (p.optimizer == OptimizerKind::adamw && p.momentum != 0) {
    throw InvalidInput("momentum", shortest_decimal(p.momentum),
                       "0 with optimizer adamw, whose first moment is its own (adam_beta1)");
  }
}

constexpr const char* encoder_parts =
    "a list out of \"class_token\", \"query_key\", \"value\", \"mlp\", \"norms\", "
    "\"linear_head\"";

/// The encoder takes the data, the step size and its own keys; what else is chosen would say
/// nothing.
void require_encoder(const Parameters& p) {
  Parameters of_encoder = Parameters();
  static_cast<TokenLaw&>(of_encoder) = p;
  static_cast<Reading&>(of_encoder) = p;
  of_encoder.classes = 2;
  of_encoder.step_size = p.step_size;
  of_encoder.steps = p.steps;
  of_encoder.model = p.model;
  of_encoder.mlp_width = p.mlp_width;
  of_encoder.skip_connection = p.skip_connection;
  of_encoder.norm = p.norm;
  of_encoder.chosen_encoder_trained = p.chosen_encoder_trained;
  for (const Key<Parameters>& key : parameter_keys()) {
    const std::string value = text(key.get(p));
    const std::string instead = text(key.get(of_encoder));
    if (value != instead) {
      throw InvalidInput(key.name, value, instead + " with model one_layer_encoder");
    }
  }
  if (!p.chosen_encoder_trained) return;
  if (p.trained.weights || p.trained.query) {
    throw InvalidInput("trained", p.trained.weights ? "with \"weights\"" : "with \"query\"",
                       encoder_parts + std::string(" with model one_layer_encoder"));
  }
  const EncoderTrained& trained = *p.chosen_encoder_trained;
  const bool has_mlp = trained.mlp && p.mlp_width > 0;
  const bool has_norms = trained.norms && p.norm == NormPlacement::pre;
  if (trained.class_token || trained.query_key || trained.value || trained.linear_head || has_mlp ||
      has_norms) {
    return;
  }
  throw InvalidInput("trained",
                     trained == EncoderTrained{false, false, false, false, false, false}
                         ? "[]"
                         : "what this encoder does not have",
                     encoder_parts + std::string(", with a part that it has"));
}

/// The attention has none of the encoder's parts.
void require_attention(const Parameters& p) {
  const Parameters plain;
  for (const Key<Parameters>& key : parameter_keys()) {
    const std::string_view name = key.name;
    if (name != "mlp_width" && name != "skip_connection" && name != "norm") continue;
    const std::string value = text(key.get(p));
    const std::string instead = text(key.get(plain));
    if (value != instead) {
      throw InvalidInput(key.name, value, instead + " where model is not one_layer_encoder");
    }
  }
  if (!p.chosen_encoder_trained) return;
  EncoderTrained beyond = *p.chosen_encoder_trained;
  beyond.linear_head = false;
  if (beyond != EncoderTrained{false, false, false, false, false, false}) {
    throw InvalidInput("trained", "with a part of the encoder",
                       "a list out of \"weights\", \"query\", \"linear_head\" where model is "
                       "not one_layer_encoder");
  }
}

}  // namespace

void validate(const Parameters& parameters) {
  require_ranges(parameter_keys(), parameters);
  validate(static_cast<const TokenLaw&>(parameters));
  if (parameters.model == ModelKind::one_layer_encoder) return require_encoder(parameters);
  require_attention(parameters);
  require_linear_head(parameters);
  require_identity(parameters);
  require_motion(parameters);
  require_method(parameters);
}

}  // namespace benignity
