#pragma once

#include <cstdint>
#include <optional>

namespace benignity {

/// What the outputs f_h of the heads make: f = sum_h f_h, or that over the number of heads.
enum class HeadOutput { sum, mean };

/// One linear head nu for all heads of the attention, or one nu_h for each.
enum class LinearHeads { shared, independent };

/// Direction of nu at tau = 0: mu_+1 - mu_-1; nowhere (nu = 0); uniform on the sphere. Of norm
/// head_norm, but for zero.
enum class InitHead { signal, zero, random };

/// Logits a = X W^T p, or a = X W_K^T W_Q p.
enum class Parameterization { weights, key_query };

/// Law of the entries of W (or of W_K and W_Q) at tau = 0: mean 0 and standard deviation
/// init_weight_std, or W = I.
enum class InitWeightLaw { gaussian, uniform, identity };

/// The theorem's attention, or a one-layer transformer encoder: sim/encoder/README.md.
enum class ModelKind { attention, one_layer_encoder };
/// Of the encoder: whether each block is added to what it reads.
enum class SkipConnection { present, absent };
/// Of the encoder: LayerNorm in front of each block and of the linear head, or nowhere.
enum class NormPlacement { pre, none };

/// What training moves of the encoder; the rest stays as drawn.
struct EncoderTrained {
  bool class_token = true;
  bool query_key = true;  ///< W_Q and W_K
  bool value = true;      ///< W_V
  bool mlp = true;
  bool norms = true;  ///< scales and shifts
  bool linear_head = true;

  [[nodiscard]] bool operator==(const EncoderTrained&) const = default;
};

/// What training moves; the rest stays as drawn. With key_query `weights` are both matrices.
struct Trained {
  bool weights = true;
  bool query = true;
  bool linear_head = false;

  [[nodiscard]] bool operator==(const Trained&) const = default;
};

/// The model and where it starts, theory/README.md section 1. Defaults that depend on the data are
/// functions of Parameters.
struct Model {
  std::int64_t heads = 1;  ///< H >= 1, each with a W and p of its own, drawn independently
  HeadOutput head_output = HeadOutput::sum;
  LinearHeads linear_heads = LinearHeads::shared;
  double head_alignment = 1;  ///< in (0, 1], cosine of each independent head with mu_+1 - mu_-1
  Trained trained;
  InitHead init_head = InitHead::signal;
  std::optional<double> chosen_head_norm;  ///< |nu|
  Parameterization parameterization = Parameterization::weights;
  std::optional<std::int64_t> chosen_key_dimension;  ///< rows of W_K and W_Q
  std::optional<double> chosen_init_weight_std;      ///< sigma_w
  double init_query_std = 0;                         ///< sigma_p
  InitWeightLaw init_weight_law = InitWeightLaw::gaussian;
  ModelKind model = ModelKind::attention;
  std::int64_t mlp_width = 2000;  ///< of the encoder; 0: no MLP
  SkipConnection skip_connection = SkipConnection::present;
  NormPlacement norm = NormPlacement::pre;
  std::optional<EncoderTrained> chosen_encoder_trained;

  /// Default: all of it.
  [[nodiscard]] EncoderTrained encoder_trained() const {
    return chosen_encoder_trained.value_or(EncoderTrained{});
  }
};

}  // namespace benignity
