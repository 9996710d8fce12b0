#pragma once

#include <utility>

#include "sim/engine/gram.hpp"
#include "sim/model/attention.ipp"

namespace benignity {

template <class Real>
GramDescent<Real>::GramDescent(AttentionProblem<Real> problem, GramState<Real> state)
    : problem_(std::move(problem)),
      kernel_(std::move(state.kernel)),
      weighted_kernel_(std::move(state.weighted_kernel)),
      logits_(std::move(state.logits)),
      query_norm2_(std::move(state.query_norm2)) {
  respond(problem_, logits_, response_);
  weighted_kernel_.multiply(response_.coefficients, problem_.head_values.size(), weighted_product_);
}

template <class Real>
void GramDescent<Real>::step(const Real& alpha) {
  const Eigen::Index active = problem_.head_values.size();
  const Vector<Real>& c = response_.coefficients;
  kernel_.multiply(c, active, kernel_product_);
  const Vector<Real>& k = kernel_product_;
  const Real logits_dot_c = logits_.dot(c);
  const Real c_dot_hc = c.dot(weighted_product_);
  const Real& q = query_norm2_;

  update_ = logits_ * alpha + k * Real(alpha * alpha * q / 2);
  logits_ += weighted_product_ * alpha + k * Real(alpha * (q + alpha * logits_dot_c));
  query_norm2_ += 2 * alpha * logits_dot_c + alpha * alpha * c_dot_hc;

  respond(problem_, logits_, response_);
  weighted_kernel_.update_and_multiply(update_, k, c, active, weighted_product_);
}

}  // namespace benignity
