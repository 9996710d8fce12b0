#pragma once

#include <utility>

#include "sim/engine/dense_heads.hpp"
#include "sim/model/products.hpp"
#include "sim/model/state_archive.hpp"

namespace benignity {

template <class Real>
DenseHead<Real>::DenseHead(std::shared_ptr<const RowMatrix<Real>> rows,
                           ExplicitParameter<Real> weights, ExplicitParameter<Real> query)
    : rows_(std::move(rows)), weights_(std::move(weights)), query_(std::move(query)) {
  look();
}

template <class Real>
void DenseHead<Real>::step(const Vector<Real>&, const Vector<Real>& seen) {
  const Matrix<Real> weight_gradient = product(query_.value(), seen.transpose());
  const Matrix<Real> query_gradient = product(weights_.value(), seen);
  weights_.step(weight_gradient);
  query_.step(query_gradient);
  look();
}

template <class Real>
void DenseHead<Real>::look() {
  direction_ = product(weights_.value().transpose(), query_.value());
  logits_ = product(*rows_, direction_);
}

template <class Real>
void DenseHead<Real>::keep(StateArchive& archive) {
  weights_.keep(archive);
  query_.keep(archive);
  look();
}

template <class Real>
DenseKeyQueryHead<Real>::DenseKeyQueryHead(std::shared_ptr<const RowMatrix<Real>> rows,
                                           ExplicitParameter<Real> keys,
                                           ExplicitParameter<Real> queries,
                                           ExplicitParameter<Real> query)
    : rows_(std::move(rows)),
      keys_(std::move(keys)),
      queries_(std::move(queries)),
      query_(std::move(query)) {
  look();
}

template <class Real>
void DenseKeyQueryHead<Real>::step(const Vector<Real>&, const Vector<Real>& seen) {
  const Vector<Real> y = product(keys_.value(), seen);
  const Matrix<Real> key_gradient = product(projected_query_, seen.transpose());
  const Matrix<Real> queries_gradient = product(y, query_.value().transpose());
  const Matrix<Real> query_gradient = product(queries_.value().transpose(), y);
  keys_.step(key_gradient);
  queries_.step(queries_gradient);
  query_.step(query_gradient);
  look();
}

template <class Real>
void DenseKeyQueryHead<Real>::keep(StateArchive& archive) {
  keys_.keep(archive);
  queries_.keep(archive);
  query_.keep(archive);
  look();
}

template <class Real>
void DenseKeyQueryHead<Real>::look() {
  projected_query_ = product(queries_.value(), query_.value());
  direction_ = product(keys_.value().transpose(), projected_query_);
  logits_ = product(*rows_, direction_);
}

}  // namespace benignity
