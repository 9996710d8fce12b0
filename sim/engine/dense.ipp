#pragma once

#include <utility>

#include "sim/engine/dense.hpp"
#include "sim/model/attention.ipp"
#include "sim/model/products.hpp"

namespace benignity {

template <class Real>
DenseDescent<Real>::DenseDescent(AttentionProblem<Real> problem, RowMatrix<Real> rows,
                                 RowMatrix<Real> weights, Vector<Real> query)
    : problem_(std::move(problem)),
      rows_(std::move(rows)),
      weights_(std::move(weights)),
      query_(std::move(query)) {
  direction_.setZero(query_.size());
  for (Eigen::Index r = 0; r < weights_.rows(); ++r) {
    direction_ += weights_.row(r).transpose() * query_(r);
  }
  logits_ = product(rows_, direction_);
  look();
}

template <class Real>
void DenseDescent<Real>::look() {
  respond(problem_, logits_, response_);
}

template <class Real>
void DenseDescent<Real>::step(const Real& alpha) {
  const Eigen::Index active = problem_.logit_count();
  gradient_direction_ =
      product(rows_.topRows(active).transpose(), response_.coefficients.head(active));
  const Vector<Real>& v = gradient_direction_;
  direction_.setZero();
  for (Eigen::Index r = 0; r < weights_.rows(); ++r) {
    auto row = weights_.row(r).transpose();
    const Real product = row.dot(v);
    row += v * Real(alpha * query_(r));
    query_(r) += alpha * product;
    direction_ += row * query_(r);
  }
  logits_ = product(rows_, direction_);
  look();
}

}  // namespace benignity
