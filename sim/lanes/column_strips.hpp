#pragma once

#include <vector>

#include "sim/lanes/column_kernels.hpp"
#include "sim/lanes/strips.hpp"
#include "sim/model/matrix.hpp"

namespace benignity {

/// A symmetric matrix in strips, to be multiplied by several vectors at once.
class SymmetricStrips {
 public:
  /// Reads the lower triangle only.
  explicit SymmetricStrips(const Matrix<double>& lower,
                           const ColumnKernels& kernels = column_kernels());

  /// S c for every column of c; rows that c lacks at the end are zeros.
  [[nodiscard]] Matrix<double> operator()(const Matrix<double>& c);

 private:
  const ColumnKernels* kernels_;
  Strips<double> strips_;
  Vector<double> entries_;
  Matrix<double> c_;  // padded, as is
  Matrix<double> y_;
};

/// One step of what a head's columns Z_0, ..., Z_{s-1} (a parameter and what its optimiser carries)
/// have as inner products P_jl = Z_j^T Z_l:
///   P_jl <- sum_im B_ij B_ml P_im + r_jl k^T + k r_lj^T
template <class Real>
struct ColumnUpdate {
  Matrix<Real> mixing;   ///< B, s x s
  Matrix<Real> changes;  ///< r_jl in column j s + l, M x s^2
  Vector<Real> k;        ///< M
};

/// Whether a step with mixing B and gain g is one of a parameter alone, or of one that follows its
/// velocity: Z_0 <- B_00 Z_0 + rho Z_1 (the new one), rho = B_10/B_11. What strips can do.
[[nodiscard]] bool fits_strips(const Matrix<double>& mixing, const Vector<double>& gain);

/// ColumnTriangles (sim/engine/column_triangles.hpp) for double and the steps that fit: in strips,
/// each pass in the widest vectors.
class ColumnStrips {
 public:
  /// P_00 = `products` (lower triangle read), all others 0.
  ColumnStrips(const Matrix<double>& products, Eigen::Index blocks,
               const ColumnKernels& kernels = column_kernels());

  /// The update; then y_i = P_i0 c, a column each, with the new P. c is zero beyond its end.
  void update_and_multiply(const ColumnUpdate<double>& update, const Vector<double>& c,
                           Matrix<double>& y);

  template <class Archive>
  void keep(Archive& archive) {
    archive(planes_);
  }

 private:
  const ColumnKernels* kernels_;
  Strips<double> strips_;
  Eigen::Index blocks_;
  std::vector<Vector<double>> planes_;
  Vector<double> k_;  // padded, as are the others
  Vector<double> c_;
  Matrix<double> changes_;  // r, or u and t
  Matrix<double> y_;
};

}  // namespace benignity
