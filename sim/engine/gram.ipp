#pragma once

#include <utility>

#include "sim/engine/gram.hpp"
#include "sim/model/attention.ipp"

namespace benignity {

/// y = S c for symmetric S whose column j, from the diagonal down, is from_diagonal(j); c is zero
/// beyond `active` entries.
template <class Real, class Columns>
void symmetric_product(const Columns& from_diagonal, const Vector<Real>& c, Eigen::Index active,
                       Vector<Real>& product) {
  const Eigen::Index size = c.size();
  product.setZero(size);
  for (Eigen::Index j = 0; j < active; ++j) {
    const auto column = from_diagonal(j);
    product.tail(size - j) += column * c(j);
    product(j) += column.segment(1, active - j - 1).dot(c.segment(j + 1, active - j - 1));
  }
}

/// The same for a matrix whose lower triangle is valid.
template <class Real>
void symmetric_product(const Matrix<Real>& lower, const Vector<Real>& c, Eigen::Index active,
                       Vector<Real>& product) {
  symmetric_product<Real>([&](Eigen::Index j) { return lower.col(j).tail(lower.rows() - j); }, c,
                          active, product);
}

/// One pass over the lower triangle of H: H <- H + u k^T + k u^T, and h = H c with the new H.
template <class Real>
void fused_update_and_product(const Vector<Real>& u, const Vector<Real>& k, const Vector<Real>& c,
                              Eigen::Index active, Matrix<Real>& lower, Vector<Real>& h) {
  const Eigen::Index size = lower.rows();
  h.setZero(size);
  for (Eigen::Index j = 0; j < size; ++j) {
    const Eigen::Index from_diagonal = size - j;
    auto column = lower.col(j).tail(from_diagonal);
    column += u.tail(from_diagonal) * k(j) + k.tail(from_diagonal) * u(j);
    if (j < active) {
      h.tail(from_diagonal) += column * c(j);
      h(j) += column.segment(1, active - j - 1).dot(c.segment(j + 1, active - j - 1));
    }
  }
}

template <class Real>
GramDescent<Real>::GramDescent(AttentionProblem<Real> problem, GramState<Real> state)
    : problem_(std::move(problem)), state_(std::move(state)) {
  respond(problem_, state_.logits, response_);
  symmetric_product(state_.weighted_kernel, response_.coefficients, problem_.head_values.size(),
                    weighted_product_);
}

template <class Real>
void GramDescent<Real>::step(const Real& alpha) {
  const Eigen::Index active = problem_.head_values.size();
  const Vector<Real>& c = response_.coefficients;
  symmetric_product(state_.kernel, c, active, kernel_product_);
  const Vector<Real>& k = kernel_product_;
  const Real logits_dot_c = state_.logits.dot(c);
  const Real c_dot_hc = c.dot(weighted_product_);
  const Real& q = state_.query_norm2;

  update_ = state_.logits * alpha + k * Real(alpha * alpha * q / 2);
  state_.logits += weighted_product_ * alpha + k * Real(alpha * (q + alpha * logits_dot_c));
  state_.query_norm2 += 2 * alpha * logits_dot_c + alpha * alpha * c_dot_hc;

  respond(problem_, state_.logits, response_);
  fused_update_and_product(update_, k, c, active, state_.weighted_kernel, weighted_product_);
}

}  // namespace benignity
