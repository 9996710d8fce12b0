#pragma once

#include <algorithm>
#include <vector>

#include "sim/model/matrix.hpp"

namespace benignity {

/// Rows of numbers with room for whole vector registers.
inline constexpr Eigen::Index lane_block = 16;
[[nodiscard]] constexpr Eigen::Index padded(Eigen::Index count) {
  return (count + lane_block - 1) / lane_block * lane_block;
}

/// Vectors, one a row, each padded(length) numbers with zeros behind.
template <class Real>
using Stack = RowMatrix<Real>;

/// A rows x columns matrix in panels of 2 KiB wide rows: [panel][row][column], all padded with
/// zeros to lane_block. A pass over it is one sequential sweep, while the part of a vector that
/// meets a panel stays in the nearest cache.
template <class Real>
class Panels {
 public:
  static constexpr Eigen::Index widest =
      std::max<Eigen::Index>(2048 / static_cast<Eigen::Index>(sizeof(Real)) / 64 * 64, 64);

  Panels() = default;
  Panels(Eigen::Index rows, Eigen::Index columns)
      : rows_(padded(rows)),
        columns_(padded(columns)),
        entries_(Vector<Real>::Zero(rows_ * columns_)) {}

  [[nodiscard]] Eigen::Index rows() const { return rows_; }        ///< padded
  [[nodiscard]] Eigen::Index columns() const { return columns_; }  ///< padded
  [[nodiscard]] Eigen::Index count() const { return (columns_ + widest - 1) / widest; }
  [[nodiscard]] Eigen::Index first_column(Eigen::Index panel) const { return panel * widest; }
  [[nodiscard]] Eigen::Index width(Eigen::Index panel) const {
    return std::min(widest, columns_ - first_column(panel));
  }
  [[nodiscard]] Real* row(Eigen::Index panel, Eigen::Index row) {
    return entries_.data() + first_column(panel) * rows_ + row * width(panel);
  }
  [[nodiscard]] const Real* row(Eigen::Index panel, Eigen::Index row) const {
    return entries_.data() + first_column(panel) * rows_ + row * width(panel);
  }
  [[nodiscard]] Real& at(Eigen::Index row_number, Eigen::Index column) {
    const Eigen::Index panel = column / widest;
    return row(panel, row_number)[column - first_column(panel)];
  }
  [[nodiscard]] const Real& at(Eigen::Index row_number, Eigen::Index column) const {
    const Eigen::Index panel = column / widest;
    return row(panel, row_number)[column - first_column(panel)];
  }
  [[nodiscard]] Vector<Real>& entries() { return entries_; }

  /// y_i += W x_i over the rows [first, last), both multiples of 4.
  void multiply(Eigen::Index first, Eigen::Index last, const Stack<Real>& x, Stack<Real>& y) const;
  /// z_i += W^T x_i on the columns of a panel, from the first `rows` rows, a multiple of 8.
  void multiply_transposed(Eigen::Index panel, Eigen::Index rows, const Stack<Real>& x,
                           Stack<Real>& z) const;

 private:
  Eigen::Index rows_ = 0;
  Eigen::Index columns_ = 0;
  Vector<Real> entries_;
};

}  // namespace benignity
