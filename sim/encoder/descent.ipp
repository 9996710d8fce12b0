#pragma once

#include <utility>

#include "sim/encoder/backward.ipp"
#include "sim/encoder/descent.hpp"
#include "sim/model/attention.hpp"

namespace benignity {

template <class Real>
EncoderDescent<Real>::EncoderDescent(const Parameters& parameters, EncoderParameters<Real> start,
                                     EncoderTokens<Real> tokens, std::vector<int> observed)
    : trained_(parameters.encoder_trained()),
      step_size_(static_cast<Real>(parameters.step_size)),
      parameters_(std::move(start)),
      tokens_(std::move(tokens)),
      observed_(std::move(observed)) {
  respond();
}

template <class Real>
void EncoderDescent<Real>::respond() {
  pass_ = encode(parameters_, tokens_);
  margin_ = pass_.output;
  for (Eigen::Index i = 0; i < margin_.size(); ++i) {
    margin_(i) *= Real(observed_[static_cast<std::size_t>(i)]);
  }
}

template <class Real>
EncoderGradient<Real> EncoderDescent<Real>::gradient() const {
  Vector<Real> slopes(margin_.size());
  for (Eigen::Index i = 0; i < slopes.size(); ++i) {
    slopes(i) = Real(-loss_weight(margin_(i)) * Real(observed_[static_cast<std::size_t>(i)])) /
                Real(slopes.size());
  }
  return benignity::gradient(parameters_, tokens_, pass_, slopes);
}

template <class Real>
void EncoderDescent<Real>::step() {
  const EncoderGradient<Real> g = gradient();
  EncoderParameters<Real>& p = parameters_;
  const auto move_matrix = [&](FactoredMatrix<Real>& matrix, const LowRankGradient<Real>& of) {
    matrix.add(Real(-step_size_), of.left, of.right);
  };
  const auto move_norm = [&](LayerNorm<Real>& norm, const LayerNormGradient<Real>& of) {
    norm.scale -= step_size_ * of.scale;
    norm.shift -= step_size_ * of.shift;
  };
  if (trained_.class_token) p.class_token -= step_size_ * g.class_token;
  if (trained_.query_key) {
    move_matrix(p.query, g.query);
    move_matrix(p.key, g.key);
  }
  if (trained_.value) move_matrix(p.value, g.value);
  if (trained_.mlp && p.mlp) {
    move_matrix(p.mlp->hidden, g.hidden);
    move_matrix(p.mlp->output, g.output);
    p.mlp->hidden_bias -= step_size_ * g.hidden_bias;
    p.mlp->output_bias -= step_size_ * g.output_bias;
  }
  if (trained_.norms && !p.token_norm.is_identity()) {
    move_norm(p.token_norm, g.token_norm);
    move_norm(p.head_norm, g.head_norm);
    if (p.mlp) move_norm(p.mlp_norm, g.mlp_norm);
  }
  if (trained_.linear_head) {
    p.head -= step_size_ * g.head;
    p.head_bias -= step_size_ * g.head_bias;
  }
  respond();
}

template <class Real>
void EncoderDescent<Real>::keep(StateArchive& archive) {
  parameters_.keep(archive);
  if (archive.reading()) respond();
}

}  // namespace benignity
