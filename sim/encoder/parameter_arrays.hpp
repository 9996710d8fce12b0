#pragma once

#include <vector>

#include "sim/encoder/parameters.hpp"
#include "sim/trajectory/named_array.hpp"

namespace benignity {

/// Every parameter under its name in sim/encoder/README.md, matrices row-major.
template <class Real>
[[nodiscard]] std::vector<NamedArray> encoder_arrays(const EncoderParameters<Real>& p) {
  std::vector<NamedArray> arrays;
  const auto matrix = [&](const char* name, FactoredMatrix<Real> of) {
    of.fold();
    NamedArray array{name, {of.rows(), of.columns()}, {}};
    for (Eigen::Index r = 0; r < of.rows(); ++r) {
      for (Eigen::Index c = 0; c < of.columns(); ++c) {
        array.numbers.push_back(static_cast<double>(of.base(r, c)));
      }
    }
    arrays.push_back(std::move(array));
  };
  const auto vector = [&](const char* name, const Vector<Real>& of, Eigen::Index size) {
    NamedArray array{name, {size}, {}};
    for (Eigen::Index j = 0; j < size; ++j) {
      array.numbers.push_back(static_cast<double>(of(j)));
    }
    arrays.push_back(std::move(array));
  };
  const Eigen::Index d = p.dimension;
  vector("class_token", p.class_token, d);
  matrix("query_weights", p.query);
  matrix("key_weights", p.key);
  matrix("value_weights", p.value);
  if (p.mlp) {
    matrix("hidden_weights", p.mlp->hidden);
    vector("hidden_bias", p.mlp->hidden_bias, p.mlp->hidden.rows());
    matrix("output_weights", p.mlp->output);
    vector("output_bias", p.mlp->output_bias, d);
    vector("mlp_norm_scale", p.mlp_norm.scale, d);
    vector("mlp_norm_shift", p.mlp_norm.shift, d);
  }
  vector("token_norm_scale", p.token_norm.scale, d);
  vector("token_norm_shift", p.token_norm.shift, d);
  vector("head_norm_scale", p.head_norm.scale, d);
  vector("head_norm_shift", p.head_norm.shift, d);
  vector("head", p.head, d);
  arrays.push_back({"head_bias", {1}, {static_cast<double>(p.head_bias)}});
  return arrays;
}

}  // namespace benignity
