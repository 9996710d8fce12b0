#pragma once

#include <cmath>
#include <type_traits>

#include <Eigen/Cholesky>

#include "sim/engine/conserved_quantities.hpp"

namespace benignity {

/// The lower triangle of a symmetric A becomes that of L with A = L L^T; false where A is not
/// positive definite. Multiprecision takes plain loops, for the reason of products.hpp.
template <class Real>
[[nodiscard]] bool factorise(Matrix<Real>& lower) {
  using std::sqrt;
  if constexpr (std::is_floating_point_v<Real>) {
    const Eigen::LLT<Eigen::Ref<Matrix<Real>>> in_place(lower);
    return in_place.info() == Eigen::Success;
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

template <class Real>
ConservedQuantitiesOf<Real>::ConservedQuantitiesOf(const Matrix<Real>& kernel)
    : kernel_factor_(kernel) {
  static_cast<void>(factorise(kernel_factor_));
}

template <class Real>
ConservedQuantities<Real> ConservedQuantitiesOf<Real>::operator()(
    const GramState<Real>& state) const {
  using std::log;
  // L^-1 H L^-T has the eigenvalues of K^-1 H and is symmetric, so that its squares sum to theirs.
  Matrix<Real> whitened = state.weighted_kernel.template selfadjointView<Eigen::Lower>();
  solve_lower(kernel_factor_, whitened);
  whitened = whitened.transpose().eval();
  solve_lower(kernel_factor_, whitened);
  Vector<Real> direction = state.logits;
  solve_lower(kernel_factor_, direction);
  const Real& q = state.query_norm2;
  ConservedQuantities<Real> result{
      whitened.trace() - q, whitened.squaredNorm() - 2 * direction.squaredNorm() + q * q, {}};
  // det Gamma = det H (q - a^T H^-1 a).
  Matrix<Real> weighted_factor = state.weighted_kernel;
  if (!factorise(weighted_factor)) return result;
  Vector<Real> along = state.logits;
  solve_lower(weighted_factor, along);
  const Real rest = q - along.squaredNorm();
  if (!(rest > 0)) return result;
  Real sum = log(rest);
  for (Eigen::Index j = 0; j < along.size(); ++j) sum += 2 * log(weighted_factor(j, j));
  result.log_determinant = sum;
  return result;
}

}  // namespace benignity
