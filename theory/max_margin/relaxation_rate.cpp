#include "theory/max_margin/relaxation_rate.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

#include <Eigen/Eigenvalues>

namespace benignity {

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
  const Eigen::VectorXd roots = q(active).array().sqrt();
  const Eigen::MatrixXd scaled = roots.asDiagonal() * products(active, active) * roots.asDiagonal();
  const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> solver(scaled, Eigen::EigenvaluesOnly);
  return std::min(rate, solver.eigenvalues()(0));
}

}  // namespace benignity
