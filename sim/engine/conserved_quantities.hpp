#pragma once

#include <optional>

#include "sim/engine/gram.hpp"

namespace benignity {

/// What the flow conserves, seen in Gram space: W W^T - p p^T, whose nonzero eigenvalues are those
/// of J Gamma with J = diag(K^-1, -1), and det Gamma. [derived] theory/README.md (4.5), (6.2)
template <class Real>
struct ConservedQuantities {
  Real trace_balance;    ///< tr(K^-1 H) - q, the sum of the eigenvalues
  Real squared_balance;  ///< tr((K^-1 H)^2) - 2 a^T K^-1 a + q^2, the sum of their squares
  Real trace_size;       ///< the sum of the same terms, none with a minus
  Real squared_size;     ///< the same
  std::optional<Real> log_determinant;  ///< log det Gamma; absent where det Gamma <= 0 in rounding
};

/// Evaluates them for one problem: the factor of K is kept. Throws std::domain_error where K is not
/// positive definite in rounding (d < M, or noise lost beside the signal).
template <class Real>
class ConservedQuantitiesOf {
 public:
  explicit ConservedQuantitiesOf(const Matrix<Real>& kernel);
  [[nodiscard]] ConservedQuantities<Real> operator()(const GramState<Real>& state) const;

 private:
  Matrix<Real> kernel_factor_;  // L with K = L L^T, in the lower triangle
};

}  // namespace benignity
