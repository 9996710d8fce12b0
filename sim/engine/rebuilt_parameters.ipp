#pragma once

#include "sim/engine/rebuilt_parameters.hpp"

namespace benignity {

template <class Real>
RebuiltParameters<Real>::RebuiltParameters(Eigen::Index tokens)
    : query_tokens_(Vector<Real>::Zero(tokens)),
      weight_tokens_(Vector<Real>::Zero(tokens)),
      weight_products_(Matrix<Real>::Zero(tokens, tokens)) {}

template <class Real>
void RebuiltParameters<Real>::step(const Real& alpha, const Vector<Real>& coefficients,
                                   const Vector<Real>& kernel_product) {
  const Eigen::Index m = query_tokens_.size();
  const Vector<Real> c = alpha * coefficients.head(m);
  const Vector<Real> k = kernel_product.head(m);
  const Real query_share_change = alpha * weight_tokens_.dot(k);
  const Vector<Real> query_tokens_change = c + alpha * (weight_products_ * k);
  weight_products_.noalias() += query_tokens_ * c.transpose();
  weight_tokens_ += query_share_ * c;
  query_share_ += query_share_change;
  query_tokens_ += query_tokens_change;
}

template <class Real>
Vector<Real> RebuiltParameters<Real>::query(const Vector<Real>& initial_query,
                                            const Matrix<Real>& initial_products) const {
  return query_share_ * initial_query +
         initial_products.leftCols(query_tokens_.size()) * query_tokens_;
}

template <class Real>
Vector<Real> RebuiltParameters<Real>::direction_coefficients(const Vector<Real>& initial_query,
                                                             const Matrix<Real>& initial_products,
                                                             const Vector<Real>& query) const {
  const Vector<Real> seen = initial_products.leftCols(query_tokens_.size()).transpose() * query;
  const Real along = initial_query.dot(query);
  return weight_tokens_ * along + weight_products_.transpose() * seen;
}

template <class Real>
Matrix<Real> RebuiltParameters<Real>::weight_change(const Vector<Real>& initial_query,
                                                    const Matrix<Real>& initial_products) const {
  return initial_query * weight_tokens_.transpose() +
         initial_products.leftCols(query_tokens_.size()) * weight_products_;
}

}  // namespace benignity
