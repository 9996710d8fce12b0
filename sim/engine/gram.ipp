#pragma once

#include <utility>

#include "sim/engine/gram.hpp"
#include "sim/model/attention.ipp"

namespace benignity {

template <class Real>
GramDescent<Real>::GramDescent(AttentionProblem<Real> problem, GramState<Real> state)
    : problem_(std::move(problem)),
      matrices_(std::move(state.kernel), std::move(state.weighted_kernel)),
      logits_(std::move(state.logits)),
      query_norm2_(std::move(state.query_norm2)),
      kernel_product_(Vector<Real>::Zero(logits_.size())),
      update_(kernel_product_) {
  respond(problem_, logits_, response_);
  matrices_.update_and_multiply(update_, response_.coefficients, problem_.logit_count(),
                                kernel_product_, weighted_product_);
}

template <class Real>
void GramDescent<Real>::step(const Real& alpha) {
  const Vector<Real>& c = response_.coefficients;
  const Vector<Real>& k = kernel_product_;
  const Vector<Real>& h = weighted_product_;
  const Real& q = query_norm2_;
  const Real logits_dot_c = logits_.dot(c);
  const Real c_dot_hc = c.dot(h);

  // H gains alpha (a k^T + k a^T) + alpha^2 q k k^T. As u k^T + k u^T that is u = alpha a + alpha^2
  // q k/2: each of its two places holds half of the last term.
  update_ = logits_ * alpha + k * Real(alpha * alpha * q / 2);
  logits_ += h * alpha + k * Real(alpha * (q + alpha * logits_dot_c));
  query_norm2_ += 2 * alpha * logits_dot_c + alpha * alpha * c_dot_hc;

  respond(problem_, logits_, response_);
  matrices_.update_and_multiply(update_, c, problem_.logit_count(), kernel_product_,
                                weighted_product_);
}

}  // namespace benignity
