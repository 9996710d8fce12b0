#pragma once

#include "sim/model/attention.hpp"
#include "sim/model/matrix.hpp"

namespace benignity {

/// The definition: explicit weights W (d x d) and query p (d), full-batch gradient descent,
///   v = X^T c,  p <- p + alpha W v,  W <- W + alpha p v^T      (right sides before the step)
/// [paper] rewritten in theory/README.md (3.3). W is read and written once a step: the pass that
/// updates a row also adds it to w = W^T p, from which the logits are X w. O(d^2 + nTd) a step.
template <class Real>
class DenseDescent {
 public:
  /// `rows`: nT + 2 by d, the last two mu_+1 and mu_-1 (passive).
  DenseDescent(AttentionProblem<Real> problem, RowMatrix<Real> rows, RowMatrix<Real> weights,
               Vector<Real> query);

  /// One gradient-descent step of size alpha.
  void step(const Real& alpha);

  template <class Archive>
  void keep(Archive& archive) {
    archive(weights_, query_, direction_, logits_);
    look();
  }

  [[nodiscard]] const AttentionProblem<Real>& problem() const { return problem_; }
  [[nodiscard]] const AttentionResponse<Real>& response() const { return response_; }
  [[nodiscard]] const Vector<Real>& logits() const { return logits_; }       ///< nT + 2
  [[nodiscard]] const RowMatrix<Real>& weights() const { return weights_; }  ///< W
  [[nodiscard]] const Vector<Real>& query() const { return query_; }         ///< p
  [[nodiscard]] Real query_norm2() const { return query_.squaredNorm(); }
  /// w = W^T p, d: a token x has logit w^T x.
  [[nodiscard]] const Vector<Real>& attention_direction() const { return direction_; }

 private:
  void look();  // the response at the present logits

  AttentionProblem<Real> problem_;
  RowMatrix<Real> rows_;
  RowMatrix<Real> weights_;
  Vector<Real> query_;
  Vector<Real> direction_;
  Vector<Real> logits_;
  AttentionResponse<Real> response_;
  Vector<Real> gradient_direction_;  // v = X^T c
};

}  // namespace benignity
