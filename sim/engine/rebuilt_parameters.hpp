#pragma once

#include "sim/model/matrix.hpp"

namespace benignity {

/// The coefficients that rebuild the trained parameters from those at tau = 0 and the m tokens X,
///   p = beta p0 + Z0 b,   W = W0 + (p0 e^T + Z0 B) X,   Z0 = W0 X^T.
/// [derived] theory/README.md (4.6).
template <class Real>
class RebuiltParameters {
 public:
  explicit RebuiltParameters(Eigen::Index tokens);

  /// Follows one step of size alpha with coefficients c and k = K c (both of that step, at least m
  /// long; entries of passive vectors are not used):
  ///   beta += alpha e^T k, b += alpha (c + B k), e += alpha beta c, B += alpha b c^T (right sides
  ///   old).
  void step(const Real& alpha, const Vector<Real>& coefficients,
            const Vector<Real>& kernel_product);

  [[nodiscard]] Vector<Real> query(const Vector<Real>& initial_query,
                                   const Matrix<Real>& initial_products) const;
  /// W - W0 as the m x d combination: returns y (m) with W^T p = W0^T p + X^T y for the given p.
  [[nodiscard]] Vector<Real> direction_coefficients(const Vector<Real>& initial_query,
                                                    const Matrix<Real>& initial_products,
                                                    const Vector<Real>& query) const;
  /// F (d x m) with W = W0 + F X.
  [[nodiscard]] Matrix<Real> weight_change(const Vector<Real>& initial_query,
                                           const Matrix<Real>& initial_products) const;

 private:
  Real query_share_ = 1;          // beta
  Vector<Real> query_tokens_;     // b
  Vector<Real> weight_tokens_;    // e
  Matrix<Real> weight_products_;  // B
};

}  // namespace benignity
