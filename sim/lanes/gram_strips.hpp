#pragma once

#include <cstddef>
#include <vector>

#include "sim/lanes/kernels.hpp"
#include "sim/lanes/strips.hpp"
#include "sim/model/matrix.hpp"

namespace benignity {

/// GramTriangles for float and double: K and H in strips, the pass over both in the widest vectors
/// of the processor. Nothing is allocated after construction, except by oneTBB where a triangle is
/// beyond the cache of one core: then the strips are cut into chunks of about 1 MiB of each that
/// run on as many threads as there are. The chunks and the order in which their sums are added
/// depend on the size alone, so that any number of threads gives the same bits.
template <class Real>
class GramStrips {
 public:
  /// Reads the lower triangles only.
  GramStrips(const Matrix<Real>& kernel, const Matrix<Real>& weighted_kernel,
             const Kernels<Real>& kernels = benignity::kernels<Real>());

  /// K and H in full.
  [[nodiscard]] Matrix<Real> kernel() const { return full(kernel_); }
  [[nodiscard]] Matrix<Real> weighted_kernel() const { return full(weighted_kernel_); }

  /// H <- H + u k^T + k u^T; then k <- K c, and h = H c with the new H; in one pass over both.
  /// c is zero beyond `active` entries.
  void update_and_multiply(const Vector<Real>& u, const Vector<Real>& c, Eigen::Index active,
                           Vector<Real>& k, Vector<Real>& h);

 private:
  [[nodiscard]] Vector<Real> in_strips(const Matrix<Real>& lower) const;
  [[nodiscard]] Matrix<Real> full(const Vector<Real>& entries) const;
  void add_chunks(const Matrix<Real>& sums, Vector<Real>& product) const;

  const Kernels<Real>* kernels_;
  Strips<Real> strips_;
  std::vector<std::ptrdiff_t> chunk_begin_;  // strips; one more than there are chunks
  Vector<Real> kernel_;
  Vector<Real> weighted_kernel_;
  Vector<Real> u_;  // u, k and c padded to whole blocks
  Vector<Real> k_;
  Vector<Real> c_;
  Matrix<Real> kernel_sums_;  // K c of each chunk, a column each
  Matrix<Real> weighted_sums_;
};

}  // namespace benignity
