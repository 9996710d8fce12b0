#pragma once

#include <cstdint>
#include <vector>

#include "sim/data/labels.hpp"
#include "sim/data/token_law.hpp"
#include "sim/model/matrix.hpp"
#include "theory/setting/parameters.hpp"

namespace benignity {

/// log(1 + e^{-z}), the loss of a sample with margin z = Y f; finite for every finite z.
template <class Real>
[[nodiscard]] Real logistic_loss(const Real& margin) {
  using std::exp;
  using std::log1p;
  if (margin > 0) return log1p(exp(-margin));
  return log1p(exp(margin)) - margin;
}

/// -l'(z) = sigma(-z) = 1/(1 + e^z), a sample's weight in the gradient:
/// theory/softmax/logistic_slope.hpp for the hot loop, where NaN passes through and e^{-z} keeps
/// its digits until it underflows.
template <class Real>
[[nodiscard]] Real loss_weight(const Real& margin) {
  using std::exp;
  if (margin > 0) {
    const Real decay = exp(-margin);
    return decay / (1 + decay);
  }
  return 1 / (1 + exp(margin));
}

/// What the training samples are to the model once the logits are given: gamma_t = nu^T x_t and Y.
/// Softmax knows the differences of a sample's logits alone, and so its coefficients sum to 0: an
/// engine may give all T logits of a sample, or the T - 1 of x_2 - x_1, ..., x_T - x_1. Both lead
/// to the same run, for sum_t c_t x_t = sum_{t>1} c_t (x_t - x_1).
template <class Real>
struct AttentionProblem {
  std::int64_t samples = 0;   ///< n
  std::int64_t tokens = 0;    ///< T
  Labels labels;              ///< n true and observed labels
  Vector<Real> head_values;   ///< gamma, nT
  std::int64_t left_out = 0;  ///< 1: x_1 has no logit, the others have theirs less that of x_1

  [[nodiscard]] std::int64_t logits_a_sample() const { return tokens - left_out; }
  /// Logits of the samples, in front of those of passive vectors.
  [[nodiscard]] Eigen::Index logit_count() const { return samples * logits_a_sample(); }
};

/// The problem in another scalar.
template <class To, class From>
[[nodiscard]] AttentionProblem<To> promote(const AttentionProblem<From>& problem) {
  return {problem.samples, problem.tokens, problem.labels, problem.head_values.template cast<To>(),
          problem.left_out};
}

/// The problem of explicit rows (nT + 2 of them), gamma = |nu| (x[0] - x[1])/sqrt(2).
template <class Real>
[[nodiscard]] AttentionProblem<Real> attention_problem(const Parameters& parameters,
                                                       const TrainingSet& set);

/// The model's response to logits a (at least logit_count(); more are passive). f = sum_t s_t
/// gamma_t.
template <class Real>
struct AttentionResponse {
  Vector<Real> margin;    ///< Y_i f(X_i), n
  Vector<Real> relevant;  ///< softmax probability of x_1, n
  /// c_{i,t} = (1/n) sigma(-Y_i f_i) Y_i s_t (gamma_t - f_i), theory/README.md (3.2), where a has a
  /// logit; as long as a, zero for passive vectors.
  Vector<Real> coefficients;
  Vector<Real> scratch = {};  ///< of respond(), without meaning to its callers
};

/// Evaluates the response. gamma_t - f_i is taken from the pivot form (3.4), whose terms do not
/// cancel when one token is selected: relative error of c a few ulp times max|gamma_t - gamma_u| /
/// |gamma_t - f|.
template <class Real>
void respond(const AttentionProblem<Real>& problem, const Vector<Real>& logits,
             AttentionResponse<Real>& response);

/// Mean of log(1 + e^{-margin}) over the samples.
template <class Real>
[[nodiscard]] Real mean_loss(const AttentionResponse<Real>& response);

}  // namespace benignity
