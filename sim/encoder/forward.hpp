#pragma once

#include <vector>

#include "sim/encoder/parameters.hpp"

namespace benignity {

/// Samples as the encoder reads them: its tokens after LayerNorm without scale and shift, which no
/// parameter changes. nT rows of padded(d).
template <class Real>
struct EncoderTokens {
  Eigen::Index samples = 0;
  Eigen::Index tokens = 0;  ///< T, without the class token
  Stack<Real> standard;     ///< x^
};

/// `rows`: the tokens, nT x d.
template <class Real>
[[nodiscard]] EncoderTokens<Real> encoder_tokens(const LayerNorm<Real>& norm, Eigen::Index samples,
                                                 Eigen::Index tokens,
                                                 const RowMatrix<double>& rows);

/// What all samples share: the class token's query and the direction that its keys are read along.
template <class Real>
struct EncoderQuery {
  Normalised<Real> token;  ///< u_0 = LayerNorm(c), one row
  Stack<Real> query;       ///< q = W_Q u_0
  Stack<Real> key;         ///< kappa = W_K^T q/sqrt(d): the logit of a token u is kappa . u
  Vector<Real> direction;  ///< scale kappa: it is direction . x^, up to a constant of all tokens
};

/// A pass over some samples, with all that the way back reads.
template <class Real>
struct EncoderPass {
  EncoderQuery<Real> query;
  Matrix<Real> logits;        ///< (T + 1) x n, the class token first
  Matrix<Real> softmax;       ///< the same
  Stack<Real> mean_standard;  ///< sum_t s_t x^_t, n rows
  Stack<Real> mean;           ///< sum_t s_t u_t
  Normalised<Real> mlp_input;
  Stack<Real> hidden;      ///< W_1 y + b_1, n x width
  Stack<Real> activation;  ///< gelu of it
  Normalised<Real> head_input;
  Vector<Real> output;  ///< f, n
};

template <class Real>
[[nodiscard]] EncoderPass<Real> encode(const EncoderParameters<Real>& parameters,
                                       const EncoderTokens<Real>& tokens);

}  // namespace benignity
