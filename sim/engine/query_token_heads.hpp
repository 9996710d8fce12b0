#pragma once

#include <functional>
#include <limits>
#include <memory>

#include "sim/engine/explicit_parameter.hpp"
#include "sim/engine/head.hpp"
#include "sim/engine/linear_heads.hpp"

namespace benignity {

/// Heads whose query is a token of each sample, z_i = x_{i,q}, in place of a trained p:
///   a_{i,t} = x_{i,t}^T W^T z_i.
/// With v_i = sum_t c_{i,t} x_{i,t}, rows of V, and Z the n queries as rows, -dL/dW = Z^T V.
/// theory/README.md section 12
class QueryTokenHead : public AttentionHead<double> {
 public:
  /// w_i = W^T z_i of queries `z` (rows), a column each.
  [[nodiscard]] virtual Matrix<double> directions(const RowMatrix<double>& z) const = 0;

  /// There is no p.
  [[nodiscard]] double query_norm2() const override {
    return std::numeric_limits<double>::quiet_NaN();
  }
  /// No one w stands for all samples.
  [[nodiscard]] RebuiltDirection<double> direction() const override { return {}; }
  [[nodiscard]] std::vector<double> record() override { return {}; }
};

/// What the heads share: the tokens X and the queries Z.
struct QueriedTokens {
  std::shared_ptr<const RowMatrix<double>> rows;  ///< nT x d
  RowMatrix<double> queries;                      ///< n x d

  [[nodiscard]] Eigen::Index tokens() const { return rows->rows() / queries.rows(); }
  [[nodiscard]] RowMatrix<double> combined(const Vector<double>& c) const;  ///< V, n x d
  [[nodiscard]] Vector<double> logits(const Matrix<double>& directions) const;
};

/// Explicit W: the definition.
class DenseQueryTokenHead : public QueryTokenHead {
 public:
  DenseQueryTokenHead(QueriedTokens data, ExplicitParameter<double> weights);

  [[nodiscard]] const Vector<double>& logits() const override { return logits_; }
  void step(const Vector<double>& c, const Vector<double>& seen) override;
  [[nodiscard]] Matrix<double> directions(const RowMatrix<double>& z) const override;
  void keep(StateArchive& archive) override;

  [[nodiscard]] const Matrix<double>& weights() const { return weights_.value(); }

 private:
  QueriedTokens data_;
  ExplicitParameter<double> weights_;
  Vector<double> logits_;
};

/// Explicit key and query matrices, W^T = W_K^T W_Q: -dL/dW_K = (Z W_Q^T)^T V, -dL/dW_Q = (V
/// W_K^T)^T Z.
class DenseQueryTokenKeyQueryHead : public QueryTokenHead {
 public:
  DenseQueryTokenKeyQueryHead(QueriedTokens data, ExplicitParameter<double> keys,
                              ExplicitParameter<double> queries);

  [[nodiscard]] const Vector<double>& logits() const override { return logits_; }
  void step(const Vector<double>& c, const Vector<double>& seen) override;
  [[nodiscard]] Matrix<double> directions(const RowMatrix<double>& z) const override;
  void keep(StateArchive& archive) override;

  [[nodiscard]] const Matrix<double>& keys() const { return keys_.value(); }
  [[nodiscard]] const Matrix<double>& queries() const { return queries_.value(); }

 private:
  QueriedTokens data_;
  ExplicitParameter<double> keys_;     // W_K, r x d
  ExplicitParameter<double> queries_;  // W_Q, r x d
  Vector<double> logits_;
};

/// W in Gram space. Only W trains, so that its kernel never moves: a <- a + alpha K~ c with
///   K~_{(i,t),(j,u)} = <x_{i,t}, x_{j,u}> <z_i, z_j>,
/// as a linear head's values move by K. W = beta W0 + Z^T V(b), b what c has summed to.
class GramQueryTokenHead : public QueryTokenHead {
 public:
  /// `start`: a at tau = 0; `initial`: W0^T z of any queries z (rows), a column each.
  using InitialDirections = std::function<Matrix<double>(const RowMatrix<double>&)>;
  GramQueryTokenHead(QueriedTokens data, const Vector<double>& start, LinearRule<double> rule,
                     InitialDirections initial);

  [[nodiscard]] const Vector<double>& logits() const override { return logits_; }
  void step(const Vector<double>& c, const Vector<double>& seen) override;
  [[nodiscard]] Matrix<double> directions(const RowMatrix<double>& z) const override;
  void keep(StateArchive& archive) override;

  [[nodiscard]] double weight_share() const { return sums_.direction().share; }  ///< beta
  /// W - beta W0, d x d.
  [[nodiscard]] Matrix<double> weight_change() const;

 private:
  QueriedTokens data_;
  Matrix<double> kernel_;        // K~
  GramLinearHead<double> sums_;  // a and b
  Vector<double> logits_;
  InitialDirections initial_;
};

}  // namespace benignity
