#pragma once

#include "sim/encoder/forward.hpp"

namespace benignity {

/// dL/dW = sum_i left_i right_i^T: as many terms as samples, or one.
template <class Real>
struct LowRankGradient {
  Stack<Real> left;   ///< rows of W
  Stack<Real> right;  ///< columns of W
};

template <class Real>
struct LayerNormGradient {
  Vector<Real> scale;
  Vector<Real> shift;
};

/// dL/dtheta for every parameter of EncoderParameters.
template <class Real>
struct EncoderGradient {
  Vector<Real> class_token;
  LowRankGradient<Real> query;
  LowRankGradient<Real> key;
  LowRankGradient<Real> value;
  LowRankGradient<Real> hidden;
  Vector<Real> hidden_bias;
  LowRankGradient<Real> output;
  Vector<Real> output_bias;
  LayerNormGradient<Real> token_norm;
  LayerNormGradient<Real> mlp_norm;
  LayerNormGradient<Real> head_norm;
  Vector<Real> head;
  Real head_bias = 0;
};

/// `slopes`: dL/df_i of each sample. theory: sim/encoder/README.md (E.2) to (E.6).
template <class Real>
[[nodiscard]] EncoderGradient<Real> gradient(const EncoderParameters<Real>& parameters,
                                             const EncoderTokens<Real>& tokens,
                                             const EncoderPass<Real>& pass,
                                             const Vector<Real>& slopes);

}  // namespace benignity
