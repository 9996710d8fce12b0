#pragma once

#include <vector>

#include "sim/lanes/column_strips.hpp"
#include "sim/model/matrix.hpp"

namespace benignity {

/// The inner products P_jl = Z_j^T Z_l (M x M each) of the blocks of columns that a head's
/// optimiser carries, in any scalar and for any number of blocks. The lower triangles of P_jl and
/// of P_lj = P_jl^T together hold every inner product of the two once.
template <class Real>
class ColumnTriangles {
 public:
  /// P_00 = `products` (lower triangle read), all others 0.
  ColumnTriangles(const Matrix<Real>& products, Eigen::Index blocks)
      : blocks_(blocks),
        planes_(static_cast<std::size_t>(blocks * blocks),
                Matrix<Real>::Zero(products.rows(), products.cols())) {
    planes_.front() = products;
  }

  /// The update; then y_i = P_i0 c, a column each, with the new P. c is zero beyond its end.
  void update_and_multiply(const ColumnUpdate<Real>& update, const Vector<Real>& c,
                           Matrix<Real>& y) {
    const Eigen::Index size = planes_.front().rows();
    const Eigen::Index active = c.size();
    y.setZero(size, blocks_);
    std::vector<Vector<Real>> next(planes_.size());
    for (Eigen::Index column = 0; column < size; ++column) {
      // Every plane at once, since each new one mixes the old ones.
      for (Eigen::Index j = 0; j < blocks_; ++j) {
        for (Eigen::Index l = 0; l < blocks_; ++l) mix(update, column, j, l, next[place(j, l)]);
      }
      for (std::size_t plane = 0; plane < planes_.size(); ++plane) {
        planes_[plane].col(column).tail(size - column) = next[plane];
      }
      if (column >= active) continue;
      for (Eigen::Index i = 0; i < blocks_; ++i) {
        const Vector<Real>& below = next[place(i, 0)];
        const Vector<Real>& mirrored = next[place(0, i)];
        for (Eigen::Index r = column; r < size; ++r) y(r, i) += below(r - column) * c(column);
        for (Eigen::Index r = column + 1; r < active; ++r) {
          y(column, i) += mirrored(r - column) * c(r);
        }
      }
    }
  }

  template <class Archive>
  void keep(Archive& archive) {
    archive(planes_);
  }

 private:
  [[nodiscard]] std::size_t place(Eigen::Index j, Eigen::Index l) const {
    return static_cast<std::size_t>(j * blocks_ + l);
  }
  /// Column `column` of the new P_jl from the diagonal down.
  void mix(const ColumnUpdate<Real>& update, Eigen::Index column, Eigen::Index j, Eigen::Index l,
           Vector<Real>& sum) const {
    const Eigen::Index rows = planes_.front().rows() - column;
    const Real& k = update.k(column);
    const Real& change = update.changes(column, l * blocks_ + j);
    sum.resize(rows);
    for (Eigen::Index r = 0; r < rows; ++r) {
      sum(r) = update.changes(column + r, j * blocks_ + l) * k + update.k(column + r) * change;
    }
    for (Eigen::Index i = 0; i < blocks_; ++i) {
      for (Eigen::Index m = 0; m < blocks_; ++m) {
        const Real factor = update.mixing(i, j) * update.mixing(m, l);
        if (factor == 0) continue;
        const Matrix<Real>& plane = planes_[place(i, m)];
        for (Eigen::Index r = 0; r < rows; ++r) sum(r) += plane(column + r, column) * factor;
      }
    }
  }

  Eigen::Index blocks_;
  std::vector<Matrix<Real>> planes_;
};

}  // namespace benignity
