#pragma once

#include <vector>

#include "sim/model/matrix.hpp"
#include "sim/training/linear_rule.hpp"

namespace benignity {

/// The inner products of what one head holds as columns seen from R^d: N_0 = [p, Z], Z = W X^T (M
/// columns; or W_Q^T), and what its optimiser carries beside, N_1, ... of the same shape. A step
/// with the gradient G = [Z c, p k^T] in N_0 multiplies N from the right, so that all inner
/// products follow without d:
///   N_j <- sum_i N_i B_ij + g_j G,      <N_j, N_l> follow from <N_i, N_k>, c and k = K c.
/// [derived] theory/README.md section 12. Cost s^2 M^2 / 2 numbers read and written, s = blocks.
template <class Real>
class ColumnGram {
 public:
  /// At rest: the velocities are zero. `products` = Z^T Z (lower triangle read), `images` = Z^T p.
  ColumnGram(const Matrix<Real>& products, const Vector<Real>& images, const Real& query_norm2,
             Eigen::Index blocks);

  /// c: as long as the columns of Z that have a gradient (the first ones), k: of all M. The rules
  /// have as many blocks as this; a frozen one leaves its columns as they are.
  void step(const LinearRule<Real>& query_rule, const LinearRule<Real>& column_rule,
            const Vector<Real>& c, const Vector<Real>& k);

  [[nodiscard]] const Vector<Real>& images() const { return images_; }  ///< Z^T p, M
  [[nodiscard]] const Real& query_norm2() const { return plane(0, 0)(0, 0); }
  /// Z^T Z, lower triangle.
  [[nodiscard]] auto products() const {
    return plane(0, 0).bottomRightCorner(images_.size(), images_.size());
  }

  /// Keeps the present p: query_products() then has <p, p_s> for it too, whatever steps come.
  void remember();
  [[nodiscard]] std::vector<Real> query_products() const;

  /// The present products; what was remembered belongs to the run that recorded it.
  template <class Archive>
  void keep(Archive& archive) {
    archive(planes_, images_);
  }

 private:
  /// <N_i(:, r), N_k(:, c)> for r >= c, p first: with (k, i) every inner product of the two once.
  [[nodiscard]] Matrix<Real>& plane(Eigen::Index i, Eigen::Index k) {
    return planes_[static_cast<std::size_t>(i * blocks_ + k)];
  }
  [[nodiscard]] const Matrix<Real>& plane(Eigen::Index i, Eigen::Index k) const {
    return planes_[static_cast<std::size_t>(i * blocks_ + k)];
  }
  [[nodiscard]] Vector<Real> times_gradient(Eigen::Index block, const Vector<Real>& c) const;
  void follow_remembered(const LinearRule<Real>& query_rule, const LinearRule<Real>& column_rule,
                         const Vector<Real>& c, const Vector<Real>& k);

  Eigen::Index blocks_;
  std::vector<Matrix<Real>> planes_;
  Vector<Real> images_;
  /// N_j^T p_s, 1 + M entries a block, blocks side by side; one matrix for each remembered p_s.
  std::vector<Matrix<Real>> remembered_;
};

}  // namespace benignity
