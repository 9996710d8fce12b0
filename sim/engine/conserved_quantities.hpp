#pragma once

#include <cmath>
#include <optional>

#include <Eigen/Cholesky>

#include "sim/engine/gram.hpp"

namespace benignity {

/// What the flow conserves, seen in Gram space: W W^T - p p^T, whose nonzero eigenvalues are those
/// of J Gamma with J = diag(K^-1, -1), and det Gamma. [derived] theory/README.md (4.5), (6.2)
template <class Real>
struct ConservedQuantities {
  Real trace_balance;    ///< tr(K^-1 H) - q, the sum of the eigenvalues
  Real squared_balance;  ///< tr((K^-1 H)^2) - 2 a^T K^-1 a + q^2, the sum of their squares
  std::optional<Real> log_determinant;  ///< log det Gamma; absent where det Gamma <= 0 in rounding
};

/// Evaluates them for one problem: the factor of K is kept. K must be positive definite (d >= M).
template <class Real>
class ConservedQuantitiesOf {
 public:
  explicit ConservedQuantitiesOf(const Matrix<Real>& kernel) : kernel_factor_(kernel) {}

  [[nodiscard]] ConservedQuantities<Real> operator()(const GramState<Real>& state) const {
    using std::log;
    const Eigen::Index size = state.logits.size();
    Matrix<Real> whitened = state.weighted_kernel.template selfadjointView<Eigen::Lower>();
    kernel_factor_.matrixL().solveInPlace(whitened);
    whitened = whitened.transpose().eval();
    kernel_factor_.matrixL().solveInPlace(whitened);
    const Vector<Real> direction = kernel_factor_.matrixL().solve(state.logits);
    const Real& q = state.query_norm2;
    ConservedQuantities<Real> result{
        whitened.trace() - q, whitened.squaredNorm() - 2 * direction.squaredNorm() + q * q, {}};
    // Scaled to the diagonal of H, so that the factorisation judges correlations.
    const Eigen::LLT<Matrix<Real>> weighted(state.weighted_kernel);
    const Vector<Real> along = weighted.matrixL().solve(state.logits);
    const Real rest = q - along.squaredNorm();
    if (weighted.info() == Eigen::Success && rest > 0) {
      Real sum = log(rest);
      for (Eigen::Index j = 0; j < size; ++j) sum += 2 * log(weighted.matrixLLT()(j, j));
      result.log_determinant = sum;
    }
    return result;
  }

 private:
  Eigen::LLT<Matrix<Real>> kernel_factor_;
};

}  // namespace benignity
