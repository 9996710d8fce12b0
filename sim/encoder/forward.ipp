#pragma once

#include <cmath>
#include <utility>
#include <vector>

#include "sim/encoder/forward.hpp"
#include "sim/encoder/gelu.hpp"
#include "sim/encoder/parameters.ipp"
#include "sim/model/heads.ipp"
#include "sim/model/products.hpp"

namespace benignity {

template <class Real>
EncoderTokens<Real> encoder_tokens(const LayerNorm<Real>& norm, Eigen::Index samples,
                                   Eigen::Index tokens, const RowMatrix<double>& rows) {
  EncoderTokens<Real> read{samples, tokens, Stack<Real>::Zero(rows.rows(), padded(rows.cols()))};
  Real deviation = 1;
  for (Eigen::Index row = 0; row < rows.rows(); ++row) {
    for (Eigen::Index j = 0; j < rows.cols(); ++j) {
      read.standard(row, j) = static_cast<Real>(rows(row, j));
    }
    norm.normalise(&read.standard(row, 0), deviation);
  }
  return read;
}

namespace encoder_forward {

template <class Real>
EncoderQuery<Real> query_of(const EncoderParameters<Real>& p) {
  using std::sqrt;
  EncoderQuery<Real> shared;
  shared.token = normalised(p.token_norm, Stack<Real>(p.class_token.transpose()));
  shared.query = p.query.times(shared.token.output);
  shared.key = p.key.transposed_times(shared.query);
  shared.key /= Real(sqrt(Real(p.dimension)));
  shared.direction = shared.key.row(0).transpose();
  if (!p.token_norm.is_identity()) {
    shared.direction = shared.direction.cwiseProduct(p.token_norm.scale).eval();
  }
  return shared;
}

template <class Real>
void attend(const EncoderParameters<Real>& p, const EncoderTokens<Real>& tokens,
            EncoderPass<Real>& pass) {
  const Eigen::Index n = tokens.samples;
  const Eigen::Index count = tokens.tokens;
  const auto class_token = pass.query.token.standard.row(0);
  pass.logits.resize(count + 1, n);
  pass.softmax.resize(count + 1, n);
  pass.mean_standard.resize(n, class_token.size());
  pass.mean.setZero(n, class_token.size());
  const Real of_class_token = pass.query.direction.dot(class_token.transpose());
  for (Eigen::Index i = 0; i < n; ++i) {
    const auto block = tokens.standard.middleRows(i * count, count);
    pass.logits(0, i) = of_class_token;
    pass.logits.col(i).tail(count) = product(block, pass.query.direction);
  }
  std::vector<Eigen::Index> pivots(static_cast<std::size_t>(n));
  softmax_of(pass.logits.data(), nullptr, n, count + 1, pass.softmax.data(), pivots.data());
  for (Eigen::Index i = 0; i < n; ++i) {
    const auto block = tokens.standard.middleRows(i * count, count);
    pass.mean_standard.row(i) = pass.softmax(0, i) * class_token;
    for (Eigen::Index t = 0; t < count; ++t) {
      pass.mean_standard.row(i) += pass.softmax(t + 1, i) * block.row(t);
    }
    p.token_norm.affine(&pass.mean_standard(i, 0), &pass.mean(i, 0));
  }
}

}  // namespace encoder_forward

template <class Real>
EncoderPass<Real> encode(const EncoderParameters<Real>& p, const EncoderTokens<Real>& tokens) {
  EncoderPass<Real> pass;
  pass.query = encoder_forward::query_of(p);
  encoder_forward::attend(p, tokens, pass);
  Stack<Real> state = p.value.times(pass.mean);
  if (p.has_skip()) state.rowwise() += p.class_token.transpose();
  if (p.mlp) {
    pass.mlp_input = normalised(p.mlp_norm, state);
    pass.hidden = p.mlp->hidden.times(pass.mlp_input.output);
    pass.hidden.rowwise() += p.mlp->hidden_bias.transpose();
    pass.activation.resize(pass.hidden.rows(), pass.hidden.cols());
    for (Eigen::Index k = 0; k < pass.hidden.size(); ++k) {
      pass.activation.data()[k] = gelu(pass.hidden.data()[k]);
    }
    Stack<Real> added = p.mlp->output.times(pass.activation);
    added.rowwise() += p.mlp->output_bias.transpose();
    if (p.has_skip()) {
      state += added;
    } else {
      state = std::move(added);
    }
  }
  pass.head_input = normalised(p.head_norm, std::move(state));
  pass.output = product(pass.head_input.output, p.head);
  for (Real& f : pass.output) f += p.head_bias;
  return pass;
}

}  // namespace benignity
