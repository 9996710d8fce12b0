#pragma once

#include <optional>
#include <vector>

#include "sim/engine/column_gram.hpp"
#include "sim/engine/head.hpp"

namespace benignity {

/// How the parts of a head train; a part that does not has a frozen rule.
template <class Real>
struct HeadRules {
  LinearRule<Real> weights;  ///< W, or W_K and W_Q
  LinearRule<Real> query;    ///< p
};

/// The coefficients that give (W, p) back, whatever the rules: with N = [p0, Z0], Z0 = W0 X^T,
///   p = N x,   W = beta W0 + N Y X,   so   W^T p = beta W0^T p + X^T (Y^T N^T p).
/// Their steps: the gradients are x-part beta [0; c] + Y k and Y-part x c^T. Generalises (4.6).
template <class Real>
class RebuiltColumns {
 public:
  /// `start`: [p0, Z0]^T [p0, Z0], lower triangle, 1 + nT.
  RebuiltColumns(Matrix<Real> start, Eigen::Index blocks);

  void step(const HeadRules<Real>& rules, const Real& weight_share, const Vector<Real>& c,
            const Vector<Real>& k);
  [[nodiscard]] const Vector<Real>& query() const { return query_.front(); }      ///< x, 1 + nT
  [[nodiscard]] Vector<Real> along_tokens() const;                                ///< Y^T N^T p, nT
  [[nodiscard]] const Matrix<Real>& weights() const { return weights_.front(); }  ///< Y

  template <class Archive>
  void keep(Archive& archive) {
    archive(query_, weights_);
  }

 private:
  Matrix<Real> start_;
  std::vector<Vector<Real>> query_;    // x, a block each
  std::vector<Matrix<Real>> weights_;  // Y
};

/// A head (W, p) in Gram space.
template <class Real>
class GramHead : public AttentionHead<Real> {
 public:
  /// `products` = Z0^T Z0 (lower triangle), `images` = Z0^T p0, all M vectors. `rebuilt`: whether
  /// direction() will be asked for.
  GramHead(const Matrix<Real>& products, const Vector<Real>& images, const Real& query_norm2,
           HeadRules<Real> rules, std::optional<Eigen::Index> rebuilt_tokens);

  [[nodiscard]] const Vector<Real>& logits() const override { return columns_.images(); }
  [[nodiscard]] Real query_norm2() const override { return columns_.query_norm2(); }
  void step(const Vector<Real>& c, const Vector<Real>& seen) override;
  [[nodiscard]] RebuiltDirection<Real> direction() const override;
  [[nodiscard]] std::vector<Real> record() override;
  void keep(StateArchive& archive) override;

  /// Where directions are asked for: what gives (W, p) back, and beta.
  [[nodiscard]] const RebuiltColumns<Real>& rebuilt() const { return *rebuilt_; }
  [[nodiscard]] const Real& weight_share() const { return weight_share_.front(); }

 private:
  HeadRules<Real> rules_;
  ColumnGram<Real> columns_;
  std::vector<Real> weight_share_;  // beta, a block each
  std::vector<Real> recorded_shares_;
  std::optional<RebuiltColumns<Real>> rebuilt_;
};

/// A head with key and query matrices, a = X W_K^T W_Q p, W_K and W_Q r x d: Z = W_K X^T stays
/// explicit in R^r, and the columns [p, W_Q^T] are a ColumnGram of their own, whose gradient is
/// [W_Q^T y, p y^T] with y = Z c. [derived] theory/README.md section 12
template <class Real>
class GramKeyQueryHead : public AttentionHead<Real> {
 public:
  /// `keys` = W_K X^T (r x M); `query_products` = W_Q W_Q^T (lower triangle), `images` = W_Q p.
  GramKeyQueryHead(Matrix<Real> keys, const Matrix<Real>& query_products,
                   const Vector<Real>& images, const Real& query_norm2, HeadRules<Real> rules,
                   Eigen::Index tokens);

  [[nodiscard]] const Vector<Real>& logits() const override { return logits_; }
  [[nodiscard]] Real query_norm2() const override { return columns_.query_norm2(); }
  void step(const Vector<Real>& c, const Vector<Real>& seen) override;
  [[nodiscard]] RebuiltDirection<Real> direction() const override;
  [[nodiscard]] std::vector<Real> record() override;
  void keep(StateArchive& archive) override;

 private:
  HeadRules<Real> rules_;
  std::vector<Matrix<Real>> keys_;        // Z, a block each
  std::vector<Matrix<Real>> key_tokens_;  // F with W_K = beta W_K0 + F X, r x nT, a block each
  std::vector<Real> key_share_;           // beta
  ColumnGram<Real> columns_;
  Vector<Real> logits_;
  std::vector<Vector<Real>> recorded_;  // beta u
};

}  // namespace benignity
