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

/// A symmetric matrix as the Gram step needs it, in any scalar.
template <class Real>
class TriangleMatrix {
 public:
  /// Reads the lower triangle only.
  explicit TriangleMatrix(Matrix<Real> lower) : lower_(std::move(lower)) {}

  /// Its lower triangle is valid.
  [[nodiscard]] const Matrix<Real>& lower() const { return lower_; }

  /// y = S c; c is zero beyond `active` entries.
  void multiply(const Vector<Real>& c, Eigen::Index active, Vector<Real>& y) {
    symmetric_product(lower_, c, active, y);
  }

  /// S <- S + u k^T + k u^T, and y = S c with the new S, in one pass.
  void update_and_multiply(const Vector<Real>& u, const Vector<Real>& k, const Vector<Real>& c,
                           Eigen::Index active, Vector<Real>& y) {
    fused_update_and_product(u, k, c, active, lower_, y);
  }

 private:
  Matrix<Real> lower_;
};

}  // namespace benignity
