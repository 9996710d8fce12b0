#include "theory/max_margin/relaxation_rate.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

#include <Eigen/Core>

namespace benignity {
namespace {

/// The solution of S x = b by conjugate gradients, S symmetric positive definite.
Eigen::VectorXd solved(const Eigen::MatrixXd& matrix, const Eigen::VectorXd& right) {
  Eigen::VectorXd solution = Eigen::VectorXd::Zero(right.size());
  Eigen::VectorXd residual = right;
  Eigen::VectorXd direction = residual;
  double norm2 = residual.squaredNorm();
  const double least = 1e-26 * norm2;
  for (Eigen::Index k = 0; k < 4 * right.size() && norm2 > least; ++k) {
    const Eigen::VectorXd image = matrix * direction;
    const double length = norm2 / direction.dot(image);
    solution += length * direction;
    residual -= length * image;
    const double next = residual.squaredNorm();
    direction = residual + next / norm2 * direction;
    norm2 = next;
  }
  return solution;
}

/// By inverse iteration: the error falls by the square of the ratio of the two least eigenvalues a
/// round. A decomposition of Eigen's would do it too, and costs eight seconds of compilation.
double least_eigenvalue(const Eigen::MatrixXd& matrix) {
  Eigen::VectorXd vector = Eigen::VectorXd::LinSpaced(matrix.rows(), 1, 2).normalized();
  double value = std::numeric_limits<double>::infinity();
  for (int round = 0; round < 1000; ++round) {
    vector = solved(matrix, vector).normalized();
    const double before = value;
    value = vector.dot(matrix * vector);
    if (!(before - value > 1e-9 * value)) break;
  }
  return value;
}

}  // namespace

double relaxation_rate(std::span<const double> gram, std::span<const double> multipliers) {
  const auto size = static_cast<Eigen::Index>(multipliers.size());
  const Eigen::Map<const Eigen::MatrixXd> products(gram.data(), size, size);
  const Eigen::Map<const Eigen::VectorXd> q(multipliers.data(), size);
  constexpr double negligible = 1e-9;
  std::vector<Eigen::Index> active;
  double rate = std::numeric_limits<double>::infinity();
  const double least = negligible * q.maxCoeff();
  for (Eigen::Index j = 0; j < size; ++j) {
    if (q(j) > least) {
      active.push_back(j);
    } else {
      rate = std::min(rate, products.col(j).dot(q) - 1);
    }
  }
  const auto count = static_cast<Eigen::Index>(active.size());
  Eigen::MatrixXd scaled(count, count);
  for (Eigen::Index k = 0; k < count; ++k) {
    for (Eigen::Index j = 0; j < count; ++j) {
      const Eigen::Index row = active[static_cast<std::size_t>(j)];
      const Eigen::Index column = active[static_cast<std::size_t>(k)];
      scaled(j, k) = std::sqrt(q(row) * q(column)) * products(row, column);
    }
  }
  return std::min(rate, least_eigenvalue(scaled));
}

}  // namespace benignity
