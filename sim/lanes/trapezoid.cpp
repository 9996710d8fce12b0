#include "sim/lanes/trapezoid.hpp"

#include <algorithm>

#include "sim/lanes/kernels.hpp"

namespace benignity {
namespace {

constexpr Eigen::Index side = Strips<double>::side;

}  // namespace

Trapezoid::Trapezoid(Eigen::Index rows, Eigen::Index columns, Eigen::Index beyond_diagonal)
    : size(rows),
      reach(beyond_diagonal),
      entries(Matrix<double>::Zero(Strips<double>{rows}.padded(), columns)) {}

Matrix<double> times_own_transpose(const Trapezoid& factor) {
  const Matrix<double>& f = factor.entries;
  const Kernels<double>& vectors = kernels<double>();
  Matrix<double> product = Matrix<double>::Zero(factor.size, factor.size);
  Matrix<double> square(side, side);
  for (Eigen::Index j = 0; j < factor.size; j += side) {
    const Eigen::Index last = std::min(f.cols(), j + side + factor.reach);
    const Eigen::Index width = std::min(side, factor.size - j);
    for (Eigen::Index i = j; i < factor.size; i += side) {
      vectors.square_product(0, last, &f(i, 0), f.rows(), &f(j, 0), f.rows(), square.data(), side);
      const Eigen::Index height = std::min(side, factor.size - i);
      product.block(i, j, height, width) = square.topLeftCorner(height, width);
    }
  }
  return product;
}

void multiply_by_triangle(const Trapezoid& factor, const Matrix<double>& triangle,
                          Eigen::Index first_column, Trapezoid& to) {
  const Matrix<double>& f = factor.entries;
  const Kernels<double>& vectors = kernels<double>();
  // The kernel reads B row by row.
  Matrix<double> transposed =
      Matrix<double>::Zero(Strips<double>{triangle.rows()}.padded(), triangle.rows());
  transposed.topRows(triangle.rows()) = triangle.transpose();
  Matrix<double> square(side, side);
  for (Eigen::Index j = 0; j < triangle.cols(); j += side) {
    const Eigen::Index width = std::min(side, triangle.cols() - j);
    for (Eigen::Index i = 0; i < f.rows(); i += side) {
      const Eigen::Index last = std::min(f.cols(), i + side + factor.reach);
      vectors.square_product(j, last, &f(i, 0), f.rows(), &transposed(j, 0), transposed.rows(),
                             square.data(), side);
      to.entries.block(i, first_column + j, side, width) = square.leftCols(width);
    }
  }
}

}  // namespace benignity
