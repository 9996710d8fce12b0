#pragma once

#include <cmath>
#include <type_traits>

#include <Eigen/Cholesky>

#include "sim/model/matrix.hpp"

namespace benignity {

/// The lower triangle of a symmetric A becomes that of L with A = L L^T; false where A is not
/// positive definite in rounding. Multiprecision takes plain loops, for the reason of products.hpp.
template <class Real>
[[nodiscard]] bool factorise(Matrix<Real>& lower) {
  using std::sqrt;
  if constexpr (std::is_floating_point_v<Real>) {
    const Eigen::LLT<Eigen::Ref<Matrix<Real>>> in_place(lower);
    // A NaN on the way is no failure to Eigen.
    return in_place.info() == Eigen::Success && lower.diagonal().allFinite();
  } else {
    for (Eigen::Index j = 0; j < lower.rows(); ++j) {
      for (Eigen::Index i = j; i < lower.rows(); ++i) {
        for (Eigen::Index k = 0; k < j; ++k) lower(i, j) -= lower(i, k) * lower(j, k);
      }
      if (!(lower(j, j) > 0)) return false;
      const Real root = sqrt(lower(j, j));
      for (Eigen::Index i = j; i < lower.rows(); ++i) lower(i, j) /= root;
    }
    return true;
  }
}

/// B <- L^-1 B.
template <class Real, class Columns>
void solve_lower(const Matrix<Real>& lower, Columns& b) {
  if constexpr (std::is_floating_point_v<Real>) {
    lower.template triangularView<Eigen::Lower>().solveInPlace(b);
  } else {
    for (Eigen::Index column = 0; column < b.cols(); ++column) {
      for (Eigen::Index i = 0; i < lower.rows(); ++i) {
        for (Eigen::Index k = 0; k < i; ++k) b(i, column) -= lower(i, k) * b(k, column);
        b(i, column) /= lower(i, i);
      }
    }
  }
}

}  // namespace benignity
