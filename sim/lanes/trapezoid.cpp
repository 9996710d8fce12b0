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
  Matrix<double> product = Matrix<double>::Zero(f.rows(), f.rows());
  for (Eigen::Index j = 0; j < f.rows(); j += side) {
    const Eigen::Index last = std::min(f.cols(), j + side + factor.reach);
    for (Eigen::Index i = j; i < f.rows(); i += side) {
      vectors.square_product(0, last, &f(i, 0), f.rows(), &f(j, 0), f.rows(), &product(i, j),
                             f.rows());
    }
  }
  product.conservativeResize(factor.size, factor.size);
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
