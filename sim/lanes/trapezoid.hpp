#pragma once

#include "sim/model/matrix.hpp"

namespace benignity {

/// A matrix whose entry (i, k) is zero where k > i + reach (a lower triangle has reach 0), its rows
/// padded with zeros to whole squares of the kernels (Strips<double>::side).
struct Trapezoid {
  Eigen::Index size = 0;  ///< rows without padding
  Eigen::Index reach = 0;
  Matrix<double> entries;

  /// All zeros.
  Trapezoid(Eigen::Index rows, Eigen::Index columns, Eigen::Index beyond_diagonal);
};

/// The lower triangle of F F^T, size x size; zero above the squares of the diagonal. A third of the
/// multiplications of a full product.
[[nodiscard]] Matrix<double> times_own_transpose(const Trapezoid& factor);

/// Writes F B into the columns of `to` from `first_column` on, for lower triangular B (as many rows
/// as F has columns). `to` has the rows of F and reach >= first_column + the reach of F.
void multiply_by_triangle(const Trapezoid& factor, const Matrix<double>& triangle,
                          Eigen::Index first_column, Trapezoid& to);

}  // namespace benignity
