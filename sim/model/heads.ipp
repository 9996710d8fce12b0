#pragma once

#include <cmath>
#include <limits>

#include "sim/lanes/kernels.hpp"
#include "sim/model/attention.hpp"
#include "sim/model/heads.hpp"

namespace benignity {

/// s = softmax of the logits `a`, sample after sample, 0 where `absent` (null: nowhere); the places
/// of their largest logits.
template <class Real>
void softmax_of(const Real* a, const std::uint8_t* absent, Eigen::Index samples,
                Eigen::Index tokens, Real* s, Eigen::Index* pivots) {
  using std::exp;
  const auto is_absent = [absent](Eigen::Index j) { return absent != nullptr && absent[j] != 0; };
  for (Eigen::Index i = 0; i < samples; ++i) {
    const Eigen::Index first = i * tokens;
    const Real* const logits = a + first;
    Eigen::Index pivot = 0;
    for (Eigen::Index t = 1; t < tokens; ++t) {
      if (is_absent(first + t)) continue;
      if (is_absent(first + pivot) || logits[t] > logits[pivot]) pivot = t;
    }
    for (Eigen::Index t = 0; t < tokens; ++t) {
      s[first + t] = is_absent(first + t) ? Real(0) : Real(logits[t] - logits[pivot]);
    }
    pivots[i] = pivot;
  }
  if constexpr (has_lanes<Real>) {
    kernels<Real>().exponential(samples * tokens, s);
  } else {
    for (Eigen::Index t = 0; t < samples * tokens; ++t) s[t] = exp(s[t]);
  }
  for (Eigen::Index j = 0; absent != nullptr && j < samples * tokens; ++j) {
    if (is_absent(j)) s[j] = 0;
  }
  for (Eigen::Index i = 0; i < samples; ++i) {
    Real normaliser = 0;
    for (Eigen::Index t = 0; t < tokens; ++t) normaliser += s[i * tokens + t];
    for (Eigen::Index t = 0; t < tokens; ++t) s[i * tokens + t] /= normaliser;
  }
}

/// Margin, loss and residual r = -dloss/df of one sample with outputs f.
template <class Real>
void judge_outputs(const Vector<Real>& f, int label, Real& margin, Real& loss, Vector<Real>& r) {
  using std::exp;
  using std::log;
  if (f.size() == 1) {
    // logistic_loss() and loss_weight() with one exponential for both.
    using std::log1p;
    margin = Real(label) * f(0);
    const Real decay = exp(margin > 0 ? Real(-margin) : margin);
    const Real weight = (margin > 0 ? decay : Real(1)) / (1 + decay);
    loss = margin > 0 ? Real(log1p(decay)) : Real(log1p(decay) - margin);
    r(0) = Real(label) * weight;
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

/// e = r s and c = s r (gamma - f) of one sample's tokens in place of s, f = gamma_pivot + excess.
template <class Real>
void pull_one_output(Eigen::Index tokens, const Real* gamma, const Real& at_pivot,
                     const Real& excess, const Real& residual, Real* __restrict s,
                     Real* __restrict e) {
  for (Eigen::Index t = 0; t < tokens; ++t) {
    e[t] = residual * s[t];
    s[t] *= residual * ((gamma[t] - at_pivot) - excess);
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
  Vector<Real>& f = response.f;
  Vector<Real>& residual = response.residual;
  f.resize(outputs);
  residual.resize(outputs);
  // Of each head a column: gamma_t - f is taken from it, as in (3.4), so that nothing cancels where
  // one token is selected.
  Matrix<Real>& excess = response.excess;
  excess.resize(outputs, heads);
  std::vector<Eigen::Index>& pivots = response.pivots;
  pivots.resize(static_cast<std::size_t>(heads * shape.samples));
  for (Eigen::Index h = 0; h < heads; ++h) {
    softmax_of(logits[static_cast<std::size_t>(h)]->data(), shape.absent_tokens(), shape.samples,
               tokens, response.coefficients.col(h).data(), pivots.data() + h * shape.samples);
  }
  for (Eigen::Index i = 0; i < shape.samples; ++i) {
    const Eigen::Index first = i * tokens;
    f.setZero();
    for (Eigen::Index h = 0; h < heads; ++h) {
      const auto index = static_cast<std::size_t>(h);
      const Matrix<Real>& gamma = *values[index];
      const Real* const s = &response.coefficients(first, h);
      const Eigen::Index pivot = first + pivots[static_cast<std::size_t>(h * shape.samples + i)];
      response.relevant(i, h) = s[0];
      for (Eigen::Index k = 0; k < outputs; ++k) {
        const Real* const values_k = &gamma(first, k);
        const Real& at_pivot = gamma(pivot, k);
        Real sum = 0;
        for (Eigen::Index t = 0; t < tokens; ++t) sum += s[t] * (values_k[t] - at_pivot);
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
      const Eigen::Index pivot = first + pivots[static_cast<std::size_t>(h * shape.samples + i)];
      Real* const s = &response.coefficients(first, h);
      if (outputs == 1) {
        pull_one_output(tokens, &gamma(first, 0), gamma(pivot, 0), excess(0, h), residual(0), s,
                        &response.value_coefficients(first, h));
        continue;
      }
      for (Eigen::Index t = 0; t < tokens; ++t) {
        Real pull = 0;
        for (Eigen::Index k = 0; k < outputs; ++k) {
          response.value_coefficients(first + t, h * outputs + k) = residual(k) * s[t];
          pull += residual(k) * ((gamma(first + t, k) - gamma(pivot, k)) - excess(k, h));
        }
        s[t] *= pull;
      }
    }
  }
}

template <class Real>
void masked_softmax(const HeadsShape& shape, const Vector<Real>& logits, Vector<Real>& s) {
  std::vector<Eigen::Index> pivots(static_cast<std::size_t>(shape.samples));
  softmax_of(logits.data(), shape.absent_tokens(), shape.samples, shape.tokens, s.data(),
             pivots.data());
}

}  // namespace benignity
