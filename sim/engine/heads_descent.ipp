#pragma once

#include <utility>

#include "sim/engine/heads_descent.hpp"
#include "sim/model/heads.ipp"

namespace benignity {

template <class Real>
HeadsDescent<Real>::HeadsDescent(HeadsParts<Real> parts) : parts_(std::move(parts)) {
  look();
}

template <class Real>
void HeadsDescent<Real>::look() {
  std::vector<const Vector<Real>*> logits;
  std::vector<const Matrix<Real>*> values;
  const bool shared = parts_.linear_heads.size() == 1;
  for (std::size_t h = 0; h < parts_.heads.size(); ++h) {
    logits.push_back(&parts_.heads[h]->logits());
    values.push_back(&parts_.linear_heads[shared ? 0 : h]->values());
  }
  parts_.batches.weigh(weights_);
  respond(parts_.shape, logits, values, weights_, response_);
}

template <class Real>
void HeadsDescent<Real>::keep(StateArchive& archive) {
  for (const auto& head : parts_.heads) head->keep(archive);
  for (const auto& head : parts_.linear_heads) head->keep(archive);
  std::uint64_t epoch = parts_.batches.epoch();
  std::int64_t first = parts_.batches.first();
  archive(epoch, first);
  parts_.batches.move_to(epoch, first);
  look();
}

template <class Real>
void HeadsDescent<Real>::step() {
  const Eigen::Index heads = parts_.shape.heads;
  const Eigen::Index outputs = parts_.shape.outputs;
  const auto linear_heads = static_cast<Eigen::Index>(parts_.linear_heads.size());
  const Eigen::Index trained_values = parts_.linear_heads_train ? linear_heads * outputs : 0;

  Matrix<Real>& c = c_;
  c.resize(parts_.shape.active(), heads + trained_values);
  c.leftCols(heads) = response_.coefficients;
  if (trained_values > 0) {
    auto e = c.rightCols(trained_values);
    e = response_.value_coefficients.leftCols(trained_values);
    for (Eigen::Index h = linear_heads; h < heads; ++h) {  // one linear head hears every head
      e += response_.value_coefficients.middleCols(h * outputs, outputs);
    }
  }
  const Matrix<Real> seen = parts_.combine(c);
  for (Eigen::Index h = 0; h < heads; ++h) {
    c_of_head_ = c.col(h);
    seen_of_head_ = seen.col(h);
    parts_.heads[static_cast<std::size_t>(h)]->step(c_of_head_, seen_of_head_);
  }
  for (Eigen::Index l = 0; l * outputs < trained_values; ++l) {
    const Eigen::Index first = heads + l * outputs;
    parts_.linear_heads[static_cast<std::size_t>(l)]->step(c.middleCols(first, outputs),
                                                           seen.middleCols(first, outputs));
  }
  parts_.batches.next();
  look();
}

}  // namespace benignity
