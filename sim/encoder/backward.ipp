#pragma once

#include <cmath>

#include "sim/encoder/backward.hpp"
#include "sim/encoder/forward.ipp"

namespace benignity {
namespace encoder_backward {

/// From dL/d(output of the norm) to dL/d(its input), in place, with what its own parameters get.
template <class Real>
LayerNormGradient<Real> through(const LayerNorm<Real>& norm, const Normalised<Real>& passed,
                                Stack<Real>& rows) {
  LayerNormGradient<Real> own{Vector<Real>::Zero(rows.cols()), Vector<Real>::Zero(rows.cols())};
  if (norm.is_identity()) return own;
  for (Eigen::Index i = 0; i < rows.rows(); ++i) {
    for (Eigen::Index j = 0; j < norm.dimension; ++j) {
      own.scale(j) += rows(i, j) * passed.standard(i, j);
      own.shift(j) += rows(i, j);
      rows(i, j) *= norm.scale(j);
    }
    norm.back(&passed.standard(i, 0), passed.inverse_deviation[static_cast<std::size_t>(i)],
              &rows(i, 0));
  }
  return own;
}

/// What the logits and the averaged tokens ask of the attention.
template <class Real>
struct AttentionPull {
  Vector<Real> along;            ///< sum_{i,t} dL/da_{i,t} x^_{i,t}, d
  Real class_logit = 0;          ///< sum_i dL/da_{i,0}
  Vector<Real> class_value;      ///< sum_i s_{i,0} dL/dubar_i, d
  LayerNormGradient<Real> norm;  ///< of the values alone
};

/// `means`: dL/dubar_i, of the averaged tokens.
template <class Real>
AttentionPull<Real> pull(const EncoderParameters<Real>& p, const EncoderTokens<Real>& tokens,
                         const EncoderPass<Real>& pass, const Stack<Real>& means) {
  const Eigen::Index size = means.cols();
  const Eigen::Index count = tokens.tokens;
  const bool has_norm = !p.token_norm.is_identity();
  const auto class_token = pass.query.token.standard.row(0);
  AttentionPull<Real> found{Vector<Real>::Zero(size),
                            0,
                            Vector<Real>::Zero(size),
                            {Vector<Real>::Zero(size), Vector<Real>::Zero(size)}};
  Vector<Real> scaled(size);
  Vector<Real> s_pull(count + 1);
  for (Eigen::Index i = 0; i < tokens.samples; ++i) {
    const auto block = tokens.standard.middleRows(i * count, count);
    const auto s = pass.softmax.col(i);
    scaled = means.row(i).transpose();
    if (has_norm) {
      found.norm.scale += scaled.cwiseProduct(pass.mean_standard.row(i).transpose());
      found.norm.shift += scaled;
      scaled = scaled.cwiseProduct(p.token_norm.scale).eval();
    }
    found.class_value += s(0) * means.row(i).transpose();
    s_pull(0) = scaled.dot(class_token.transpose());
    s_pull.tail(count) = product(block, scaled);
    // da_t = s_t (ds_t - sum_u s_u ds_u), from the difference to the token that has the most
    // weight: where one is selected nothing cancels.
    Eigen::Index pivot = 0;
    for (Eigen::Index t = 1; t <= count; ++t) {
      if (s(t) > s(pivot)) pivot = t;
    }
    const Real at_pivot = s_pull(pivot);
    Real excess = 0;
    for (Eigen::Index t = 0; t <= count; ++t) {
      s_pull(t) -= at_pivot;
      excess += s(t) * s_pull(t);
    }
    for (Eigen::Index t = 0; t <= count; ++t) s_pull(t) = s(t) * (s_pull(t) - excess);
    found.class_logit += s_pull(0);
    for (Eigen::Index t = 0; t < count; ++t) {
      found.along += s_pull(t + 1) * block.row(t).transpose();
    }
  }
  found.along += found.class_logit * class_token.transpose();
  return found;
}

}  // namespace encoder_backward

template <class Real>
EncoderGradient<Real> gradient(const EncoderParameters<Real>& p, const EncoderTokens<Real>& tokens,
                               const EncoderPass<Real>& pass, const Vector<Real>& slopes) {
  using std::sqrt;
  namespace way = encoder_backward;
  EncoderGradient<Real> g;
  const Real root = sqrt(Real(p.dimension));

  g.head = product(pass.head_input.output.transpose(), slopes);
  for (const Real& slope : slopes) g.head_bias += slope;
  Stack<Real> state(slopes.size(), p.head.size());  // dL/d(state), read from the head downwards
  for (Eigen::Index i = 0; i < slopes.size(); ++i) state.row(i) = slopes(i) * p.head.transpose();
  g.head_norm = way::through(p.head_norm, pass.head_input, state);

  if (p.mlp) {
    Stack<Real> hidden = p.mlp->output.transposed_times(state);
    for (Eigen::Index k = 0; k < hidden.size(); ++k) {
      hidden.data()[k] *= gelu_slope(pass.hidden.data()[k]);
    }
    g.output = {state, pass.activation};
    g.output_bias = state.colwise().sum().transpose();
    g.hidden_bias = hidden.colwise().sum().transpose();
    Stack<Real> input = p.mlp->hidden.transposed_times(hidden);
    g.hidden = {std::move(hidden), pass.mlp_input.output};
    g.mlp_norm = way::through(p.mlp_norm, pass.mlp_input, input);
    if (p.has_skip()) {
      state += input;
    } else {
      state = std::move(input);
    }
  }

  const Stack<Real> means = p.value.transposed_times(state);
  const auto attention = way::pull(p, tokens, pass, means);
  Stack<Real> key = attention.along.transpose();  // dL/dkappa
  if (!p.token_norm.is_identity()) {
    key = key.cwiseProduct(p.token_norm.scale.transpose()).eval();
  }
  Stack<Real> query = p.key.times(key);  // dL/dq
  query /= root;
  Stack<Real> token = p.query.transposed_times(query);  // dL/du_0, as the query
  g.key = {pass.query.query / root, std::move(key)};
  g.query = {std::move(query), pass.query.token.output};

  g.token_norm = attention.norm;
  if (!p.token_norm.is_identity()) {
    g.token_norm.scale += attention.along.cwiseProduct(pass.query.key.row(0).transpose());
  }
  // The class token as a key and as a value: its scale and shift are counted above already.
  Stack<Real> as_token = attention.class_value.transpose();
  as_token += attention.class_logit * pass.query.key;
  if (!p.token_norm.is_identity()) {
    const auto as_query = token.row(0).transpose();
    g.token_norm.scale += as_query.cwiseProduct(pass.query.token.standard.row(0).transpose());
    g.token_norm.shift += as_query;
  }
  token += as_token;
  way::through(p.token_norm, pass.query.token, token);
  g.class_token = token.row(0).transpose();
  if (p.has_skip()) g.class_token += state.colwise().sum().transpose();
  g.value = {std::move(state), pass.mean};
  return g;
}

}  // namespace benignity
