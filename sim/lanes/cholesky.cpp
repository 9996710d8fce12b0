#include "sim/lanes/cholesky.hpp"

#include <algorithm>
#include <cmath>

#include "sim/lanes/kernels.hpp"
#include "sim/lanes/strips.hpp"

namespace benignity {
namespace {

constexpr Eigen::Index square_side = Strips<double>::side;

/// Rows [first, first + side) of X, columns [j, j + width): takes off what the columns before
/// contribute, sum over k < j of X_k L_jk^T.
void take_off_columns_before(const Matrix<double>& l, Eigen::Index j, Eigen::Index width,
                             Matrix<double>& x, Eigen::Index first) {
  if (j == 0) return;
  double sums[square_side * square_side];
  kernels<double>().square_product(0, j, &x(first, 0), x.rows(), &l(j, 0), l.rows(), sums,
                                   square_side);
  for (Eigen::Index c = 0; c < width; ++c) {
    double* const column = &x(first, j + c);
    for (Eigen::Index r = 0; r < square_side; ++r) column[r] -= sums[c * square_side + r];
  }
}

/// The same square times L_jj^-T, column after column.
void divide_by_diagonal(const Matrix<double>& l, Eigen::Index j, Eigen::Index width,
                        Matrix<double>& x, Eigen::Index first) {
  for (Eigen::Index c = 0; c < width; ++c) {
    double* const column = &x(first, j + c);
    for (Eigen::Index m = 0; m < c; ++m) {
      const double* const before = &x(first, j + m);
      for (Eigen::Index r = 0; r < square_side; ++r) column[r] -= l(j + c, j + m) * before[r];
    }
    for (Eigen::Index r = 0; r < square_side; ++r) column[r] /= l(j + c, j + c);
  }
}

/// L_jj of the square on the diagonal, in place; zero above.
void factor_diagonal(Matrix<double>& l, Eigen::Index j, Eigen::Index width) {
  for (Eigen::Index c = j; c < j + width; ++c) {
    for (Eigen::Index r = j; r < c; ++r) l(r, c) = 0;
    for (Eigen::Index m = j; m < c; ++m) {
      for (Eigen::Index r = c; r < j + width; ++r) l(r, c) -= l(r, m) * l(c, m);
    }
    l(c, c) = std::sqrt(l(c, c));
    for (Eigen::Index r = c + 1; r < j + width; ++r) l(r, c) /= l(c, c);
  }
}

}  // namespace

Trapezoid cholesky_factor(const Matrix<double>& kernel) {
  Trapezoid factor(kernel.rows(), kernel.rows(), 0);
  Matrix<double>& l = factor.entries;
  for (Eigen::Index c = 0; c < factor.size; ++c) {
    std::copy(&kernel(c, c), kernel.data() + (c + 1) * kernel.rows(), &l(c, c));
  }
  for (Eigen::Index j = 0; j < factor.size; j += square_side) {
    const Eigen::Index width = std::min(square_side, factor.size - j);
    take_off_columns_before(l, j, width, l, j);
    factor_diagonal(l, j, width);
    for (Eigen::Index i = j + square_side; i < l.rows(); i += square_side) {
      take_off_columns_before(l, j, width, l, i);
      divide_by_diagonal(l, j, width, l, i);
    }
  }
  return factor;
}

void divide_by_transpose(const Trapezoid& factor, Matrix<double>& rows) {
  for (Eigen::Index j = 0; j < factor.size; j += square_side) {
    const Eigen::Index width = std::min(square_side, factor.size - j);
    for (Eigen::Index first = 0; first < rows.rows(); first += square_side) {
      take_off_columns_before(factor.entries, j, width, rows, first);
      divide_by_diagonal(factor.entries, j, width, rows, first);
    }
  }
}

double inverse_product(const Matrix<double>& kernel, const Vector<double>& v) {
  Matrix<double> rows = Matrix<double>::Zero(Strips<double>::side, v.size());
  rows.row(0) = v.transpose();
  divide_by_transpose(cholesky_factor(kernel), rows);
  return rows.row(0).squaredNorm();
}

}  // namespace benignity
