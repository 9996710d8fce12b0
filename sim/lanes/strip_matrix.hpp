#pragma once

#include <cstddef>
#include <vector>

#include "sim/lanes/kernels.hpp"
#include "sim/lanes/strips.hpp"
#include "sim/model/matrix.hpp"

namespace benignity {

/// TriangleMatrix for float and double: the triangle in strips, the passes in the widest vectors of
/// the processor. Nothing is allocated after construction, except by oneTBB where the matrix is
/// beyond the cache of one core: then its strips are cut into chunks of about 1 MiB that run on as
/// many threads as there are. The chunks and the order in which their sums are added depend on the
/// size alone, so that any number of threads gives the same bits.
template <class Real>
class StripMatrix {
 public:
  /// Reads the lower triangle only.
  explicit StripMatrix(const Matrix<Real>& lower,
                       const Kernels<Real>& kernels = benignity::kernels<Real>());

  /// The matrix in full.
  [[nodiscard]] Matrix<Real> lower() const;

  /// y = S c; c is zero beyond `active` entries.
  void multiply(const Vector<Real>& c, Eigen::Index active, Vector<Real>& y);

  /// S <- S + u k^T + k u^T, and y = S c with the new S, in one pass.
  void update_and_multiply(const Vector<Real>& u, const Vector<Real>& k, const Vector<Real>& c,
                           Eigen::Index active, Vector<Real>& y);

 private:
  /// Calls pass(first strip, last strip, y) for every chunk and adds the y.
  template <class Pass>
  void sum_over_chunks(const Pass& pass, Vector<Real>& y);

  const Kernels<Real>* kernels_;
  Strips<Real> strips_;
  std::vector<std::ptrdiff_t> chunk_begin_;  // strips; one more than there are chunks
  Vector<Real> entries_;
  Vector<Real> u_;  // u, k and c padded to whole blocks
  Vector<Real> k_;
  Vector<Real> c_;
  Matrix<Real> sums_;  // y of each chunk, a column each
};

}  // namespace benignity
