#pragma once

#include <memory>
#include <vector>

#include "sim/engine/explicit_parameter.hpp"
#include "sim/engine/head.hpp"

namespace benignity {

/// The definition of a head: explicit W (d x d) and p, any optimiser. With v = X^T c:
///   -dL/dW = p v^T,   -dL/dp = W v.                              theory/README.md (3.3)
template <class Real>
class DenseHead : public AttentionHead<Real> {
 public:
  /// `rows`: all M vectors, M x d.
  DenseHead(std::shared_ptr<const RowMatrix<Real>> rows, ExplicitParameter<Real> weights,
            ExplicitParameter<Real> query);

  [[nodiscard]] const Vector<Real>& logits() const override { return logits_; }
  [[nodiscard]] Real query_norm2() const override { return query_.value().squaredNorm(); }
  void step(const Vector<Real>& c, const Vector<Real>& seen) override;
  /// w itself in `initial`; no tokens.
  [[nodiscard]] RebuiltDirection<Real> direction() const override { return {direction_, {}}; }
  [[nodiscard]] std::vector<Real> record() override { return {}; }
  void keep(StateArchive& archive) override;

  [[nodiscard]] const Matrix<Real>& weights() const { return weights_.value(); }
  [[nodiscard]] const Matrix<Real>& query() const { return query_.value(); }

 private:
  void look();

  std::shared_ptr<const RowMatrix<Real>> rows_;
  ExplicitParameter<Real> weights_;
  ExplicitParameter<Real> query_;
  Vector<Real> direction_;
  Vector<Real> logits_;
};

/// The same with key and query matrices, W = W_K^T W_Q transposed: a = X W_K^T u, u = W_Q p,
///   -dL/dW_K = u v^T,   -dL/dW_Q = (W_K v) p^T,   -dL/dp = W_Q^T W_K v.
template <class Real>
class DenseKeyQueryHead : public AttentionHead<Real> {
 public:
  DenseKeyQueryHead(std::shared_ptr<const RowMatrix<Real>> rows, ExplicitParameter<Real> keys,
                    ExplicitParameter<Real> queries, ExplicitParameter<Real> query);

  [[nodiscard]] const Vector<Real>& logits() const override { return logits_; }
  [[nodiscard]] Real query_norm2() const override { return query_.value().squaredNorm(); }
  void step(const Vector<Real>& c, const Vector<Real>& seen) override;
  [[nodiscard]] RebuiltDirection<Real> direction() const override { return {direction_, {}}; }
  [[nodiscard]] std::vector<Real> record() override { return {}; }
  void keep(StateArchive& archive) override;

  [[nodiscard]] const Matrix<Real>& keys() const { return keys_.value(); }
  [[nodiscard]] const Matrix<Real>& queries() const { return queries_.value(); }
  [[nodiscard]] const Matrix<Real>& query() const { return query_.value(); }

 private:
  void look();

  std::shared_ptr<const RowMatrix<Real>> rows_;
  ExplicitParameter<Real> keys_;     // W_K, r x d
  ExplicitParameter<Real> queries_;  // W_Q, r x d
  ExplicitParameter<Real> query_;    // p, d x 1
  Vector<Real> projected_query_;     // u
  Vector<Real> direction_;           // W_K^T u
  Vector<Real> logits_;
};

}  // namespace benignity
