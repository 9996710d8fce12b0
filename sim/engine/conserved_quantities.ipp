#pragma once

#include <cmath>
#include <stdexcept>

#include "sim/engine/cholesky.ipp"
#include "sim/engine/conserved_quantities.hpp"

namespace benignity {

template <class Real>
ConservedQuantitiesOf<Real>::ConservedQuantitiesOf(const Matrix<Real>& kernel)
    : kernel_factor_(kernel) {
  if (!factorise(kernel_factor_)) throw std::domain_error("K is singular to rounding");
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
  const Real trace = whitened.trace();
  const Real squares = whitened.squaredNorm() + q * q;
  const Real crossed = 2 * direction.squaredNorm();
  ConservedQuantities<Real> result{trace - q, squares - crossed, trace + q, squares + crossed, {}};
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
