#pragma once

#include "sim/model/matrix.hpp"

namespace benignity {

/// Entry (i, j) at entries[i row_step + j column_step].
template <class Real>
struct MatrixView {
  const Real* entries;
  Eigen::Index rows;
  Eigen::Index columns;
  Eigen::Index row_step;
  Eigen::Index column_step;
};

/// C <- C + scale A B, C column after column. Compiled once a scalar (sim/instantiations/): as
/// expressions, each kind of factor costs half a second of compilation anew in every source.
/// The scalars of the processor take Eigen's blocked kernels; multiprecision takes plain sums in
/// order: at 35 ns and more a multiplication blocking gains nothing.
template <class Real>
void add_product(const Real& scale, const MatrixView<Real>& a, const MatrixView<Real>& b,
                 Real* columns);
// Runs of every precision draw their fresh samples in double.
extern template void add_product<double>(const double&, const MatrixView<double>&,
                                         const MatrixView<double>&, double*);

/// Of what has its entries in memory: a matrix, a vector, a block or a transpose of these. Of a
/// matrix, rows or columns lie dense.
template <class Derived>
[[nodiscard]] MatrixView<typename Derived::Scalar> view_of(const Eigen::MatrixBase<Derived>& m) {
  static_assert((Derived::Flags & Eigen::DirectAccessBit) != 0, "evaluate the factor first");
  static_assert(Derived::IsVectorAtCompileTime || Derived::InnerStrideAtCompileTime == 1,
                "rows or columns lie dense");
  return {m.derived().data(), m.rows(), m.cols(), m.rowStride(), m.colStride()};
}

/// out <- out + scale A B; `out` is a matrix or a vector of its own, none of the factors.
template <class Left, class Right, class Out>
void add_product(const Eigen::MatrixBase<Left>& a, const Eigen::MatrixBase<Right>& b, Out& out,
                 const typename Left::Scalar& scale = 1) {
  static_assert(!Out::IsRowMajor || Out::ColsAtCompileTime == 1, "column-major");
  eigen_assert(out.rows() == a.rows() && out.cols() == b.cols() && a.cols() == b.rows());
  add_product<typename Left::Scalar>(scale, view_of(a), view_of(b), out.data());
}

/// A B.
template <class Left, class Right>
[[nodiscard]] auto product(const Eigen::MatrixBase<Left>& a, const Eigen::MatrixBase<Right>& b) {
  using Product = Eigen::Matrix<typename Left::Scalar, Eigen::Dynamic,
                                Right::ColsAtCompileTime == 1 ? 1 : Eigen::Dynamic>;
  Product result = Product::Zero(a.rows(), b.cols());
  add_product(a, b, result);
  return result;
}

}  // namespace benignity
