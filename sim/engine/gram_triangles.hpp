#pragma once

#include <utility>

#include "sim/model/matrix.hpp"

namespace benignity {

/// y = S c for symmetric S whose column j, from the diagonal down, is from_diagonal(j); c is zero
/// beyond `active` entries.
template <class Real, class Columns>
void symmetric_product(const Columns& from_diagonal, const Vector<Real>& c, Eigen::Index active,
                       Vector<Real>& product) {
  const Eigen::Index size = c.size();
  product.setZero(size);
  for (Eigen::Index j = 0; j < active; ++j) {
    const auto column = from_diagonal(j);
    product.tail(size - j) += column * c(j);
    product(j) += column.segment(1, active - j - 1).dot(c.segment(j + 1, active - j - 1));
  }
}

/// The same for a matrix whose lower triangle is valid.
template <class Real>
void symmetric_product(const Matrix<Real>& lower, const Vector<Real>& c, Eigen::Index active,
                       Vector<Real>& product) {
  symmetric_product<Real>([&](Eigen::Index j) { return lower.col(j).tail(lower.rows() - j); }, c,
                          active, product);
}

/// One pass over the lower triangle of H: H <- H + u k^T + k u^T, and h = H c with the new H.
template <class Real>
void fused_update_and_product(const Vector<Real>& u, const Vector<Real>& k, const Vector<Real>& c,
                              Eigen::Index active, Matrix<Real>& lower, Vector<Real>& h) {
  const Eigen::Index size = lower.rows();
  h.setZero(size);
  for (Eigen::Index j = 0; j < size; ++j) {
    const Eigen::Index from_diagonal = size - j;
    auto column = lower.col(j).tail(from_diagonal);
    column += u.tail(from_diagonal) * k(j) + k.tail(from_diagonal) * u(j);
    if (j < active) {
      h.tail(from_diagonal) += column * c(j);
      h(j) += column.segment(1, active - j - 1).dot(c.segment(j + 1, active - j - 1));
    }
  }
}

/// K and H as the Gram step needs them, in any scalar.
template <class Real>
class GramTriangles {
 public:
  /// Reads the lower triangles only.
  GramTriangles(Matrix<Real> kernel, Matrix<Real> weighted_kernel)
      : kernel_(std::move(kernel)), weighted_kernel_(std::move(weighted_kernel)) {}

  /// Their lower triangles are valid.
  [[nodiscard]] const Matrix<Real>& kernel() const { return kernel_; }
  [[nodiscard]] const Matrix<Real>& weighted_kernel() const { return weighted_kernel_; }

  /// H <- H + u k^T + k u^T; then k <- K c, and h = H c with the new H. c is zero beyond `active`
  /// entries.
  void update_and_multiply(const Vector<Real>& u, const Vector<Real>& c, Eigen::Index active,
                           Vector<Real>& k, Vector<Real>& h) {
    fused_update_and_product(u, k, c, active, weighted_kernel_, h);
    symmetric_product(kernel_, c, active, k);
  }

 private:
  Matrix<Real> kernel_;
  Matrix<Real> weighted_kernel_;
};

}  // namespace benignity
