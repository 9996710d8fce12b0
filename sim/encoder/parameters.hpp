#pragma once

#include <optional>

#include "sim/encoder/factored_matrix.hpp"
#include "sim/encoder/layer_norm.hpp"
#include "theory/setting/parameters.hpp"

namespace benignity {

/// y -> W_2 gelu(W_1 y + b_1) + b_2.
template <class Real>
struct EncoderMlp {
  FactoredMatrix<Real> hidden;  ///< W_1, width x d
  Vector<Real> hidden_bias;
  FactoredMatrix<Real> output;  ///< W_2, d x width
  Vector<Real> output_bias;
};

/// A one-layer encoder that is read at its class token, sim/encoder/README.md. Vectors are padded.
template <class Real>
struct EncoderParameters {
  Eigen::Index dimension = 0;
  SkipConnection skip_connection = SkipConnection::present;
  Vector<Real> class_token;    ///< c
  FactoredMatrix<Real> query;  ///< W_Q, d x d
  FactoredMatrix<Real> key;    ///< W_K
  FactoredMatrix<Real> value;  ///< W_V
  std::optional<EncoderMlp<Real>> mlp;
  LayerNorm<Real> token_norm;  ///< of the tokens, in front of the attention
  LayerNorm<Real> mlp_norm;
  LayerNorm<Real> head_norm;
  Vector<Real> head;  ///< nu
  Real head_bias = 0;

  [[nodiscard]] bool has_skip() const { return skip_connection == SkipConnection::present; }
  void keep(StateArchive& archive);
};

/// c ~ N(0, 1); matrices, biases and nu uniform on +-1/sqrt(fan-in); norms the identity's. Drawn in
/// double, row by row, each row from a stream of its own.
template <class Real>
[[nodiscard]] EncoderParameters<Real> draw_encoder(const Parameters& parameters, std::uint64_t seed,
                                                   std::uint64_t replicate);

}  // namespace benignity
