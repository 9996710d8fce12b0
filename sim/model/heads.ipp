#pragma once

#include <cmath>
#include <limits>

#include "sim/model/attention.hpp"
#include "sim/model/heads.hpp"

namespace benignity {

/// s_t = softmax of `a` into `s`; returns the place of the largest logit.
template <class Real>
Eigen::Index softmax_of(const Real* a, Eigen::Index tokens, Real* s) {
  using std::exp;
  Eigen::Index pivot = 0;
  for (Eigen::Index t = 1; t < tokens; ++t) {
    if (a[t] > a[pivot]) pivot = t;
  }
  Real normaliser = 0;
  for (Eigen::Index t = 0; t < tokens; ++t) {
    s[t] = exp(a[t] - a[pivot]);
    normaliser += s[t];
  }
  for (Eigen::Index t = 0; t < tokens; ++t) s[t] /= normaliser;
  return pivot;
}

/// Margin, loss and residual r = -dloss/df of one sample with outputs f.
template <class Real>
void judge_outputs(const Vector<Real>& f, int label, Real& margin, Real& loss, Vector<Real>& r) {
  using std::exp;
  using std::log;
  if (f.size() == 1) {
    margin = Real(label) * f(0);
    loss = logistic_loss(margin);
    r(0) = Real(label) * loss_weight(margin);
    return;
  }
  // Everything relative to f_Y: the loss of a sample that is nearly certain is small, not a
  // difference of large numbers.
  Real largest = -std::numeric_limits<Real>::infinity();
  for (Eigen::Index k = 0; k < f.size(); ++k) {
    if (k != label && f(k) > largest) largest = f(k);
  }
  margin = f(label) - largest;
  const Real top = margin > 0 ? f(label) : largest;
  Real others = 0;
  for (Eigen::Index k = 0; k < f.size(); ++k) {
    r(k) = exp(f(k) - top);
    if (k != label) others += r(k);
  }
  const Real own = r(label);
  using std::log1p;
  loss = margin > 0 ? log1p(others / own) : Real(log(others + own) - (f(label) - top));
  for (Eigen::Index k = 0; k < f.size(); ++k) {
    r(k) = k == label ? Real(others / (own + others)) : Real(-r(k) / (own + others));
  }
}

template <class Real>
void respond(const HeadsShape& shape, const std::vector<const Vector<Real>*>& logits,
             const std::vector<const Matrix<Real>*>& values, const std::vector<Real>& weights,
             HeadsResponse<Real>& response) {
  const Eigen::Index tokens = shape.tokens;
  const Eigen::Index heads = shape.heads;
  const Eigen::Index outputs = shape.outputs;
  const Real share = shape.averaged ? Real(1) / Real(heads) : Real(1);
  response.margin.resize(shape.samples);
  response.loss.resize(shape.samples);
  response.relevant.resize(shape.samples, heads);
  response.coefficients.resize(shape.active(), heads);
  response.value_coefficients.resize(shape.active(), heads * outputs);
  Vector<Real> f(outputs);
  Vector<Real> residual(outputs);
  // f^h - gamma_pivot, of each head (a column): gamma_t - f is taken from it, as in (3.4), so that
  // nothing cancels where one token is selected.
  Matrix<Real> excess(outputs, heads);
  std::vector<Eigen::Index> pivot(static_cast<std::size_t>(heads));
  for (Eigen::Index i = 0; i < shape.samples; ++i) {
    const Eigen::Index first = i * tokens;
    f.setZero();
    for (Eigen::Index h = 0; h < heads; ++h) {
      const auto index = static_cast<std::size_t>(h);
      const Matrix<Real>& gamma = *values[index];
      Real* s = &response.coefficients(first, h);
      pivot[index] = softmax_of(logits[index]->data() + first, tokens, s);
      response.relevant(i, h) = s[0];
      for (Eigen::Index k = 0; k < outputs; ++k) {
        const Real& at_pivot = gamma(first + pivot[index], k);
        Real sum = 0;
        for (Eigen::Index t = 0; t < tokens; ++t) sum += s[t] * (gamma(first + t, k) - at_pivot);
        excess(k, h) = sum;
        f(k) += share * (at_pivot + sum);
      }
    }
    judge_outputs(f, shape.observed[static_cast<std::size_t>(i)], response.margin(i),
                  response.loss(i), residual);
    residual *= share * weights[static_cast<std::size_t>(i)];
    for (Eigen::Index h = 0; h < heads; ++h) {
      const auto index = static_cast<std::size_t>(h);
      const Matrix<Real>& gamma = *values[index];
      for (Eigen::Index t = 0; t < tokens; ++t) {
        Real& s = response.coefficients(first + t, h);
        Real pull = 0;
        for (Eigen::Index k = 0; k < outputs; ++k) {
          response.value_coefficients(first + t, h * outputs + k) = residual(k) * s;
          pull += residual(k) *
                  ((gamma(first + t, k) - gamma(first + pivot[index], k)) - excess(k, h));
        }
        s *= pull;
      }
    }
  }
}

}  // namespace benignity
