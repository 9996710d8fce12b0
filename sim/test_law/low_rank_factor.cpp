#include "sim/test_law/low_rank_factor.hpp"

#include <algorithm>
#include <cmath>

namespace benignity {

Matrix<double> low_rank_factor(const Matrix<double>& lower) {
  constexpr double smallest_pivot = 1e-13;
  const Eigen::Index size = lower.rows();
  Vector<double> scale(size);
  for (Eigen::Index i = 0; i < size; ++i) scale(i) = lower(i, i) > 0 ? std::sqrt(lower(i, i)) : 0;
  Vector<double> pivots = (scale.array() > 0).cast<double>();
  Matrix<double> factor = Matrix<double>::Zero(size, size);
  Eigen::Index rank = 0;
  for (; rank < size; ++rank) {
    Eigen::Index at = size - 1;
    for (Eigen::Index i = at - 1; i >= 0; --i) {
      if (pivots(i) > pivots(at)) at = i;
    }
    if (pivots(at) <= smallest_pivot) break;
    const double root = std::sqrt(pivots(at));
    for (Eigen::Index i = 0; i < size; ++i) {
      if (!(pivots(i) > 0)) continue;
      const double entry = lower(std::max(i, at), std::min(i, at)) / (scale(i) * scale(at));
      factor(i, rank) = (entry - factor.row(i).head(rank).dot(factor.row(at).head(rank))) / root;
    }
    factor(at, rank) = root;
    for (Eigen::Index i = 0; i < size; ++i) {
      if (pivots(i) > 0) pivots(i) -= factor(i, rank) * factor(i, rank);
    }
    pivots(at) = 0;
  }
  return scale.asDiagonal() * factor.leftCols(rank);
}

}  // namespace benignity
