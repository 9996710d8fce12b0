#pragma once

#include <Eigen/Core>

/// The libraries hand over and free memory that Eigen aligned: another alignment on the other side
/// is "double free" at run time.
static_assert(EIGEN_MAX_ALIGN_BYTES == 64,
              "benignity is compiled with -DEIGEN_MAX_ALIGN_BYTES=64: link benignity::sim, or add "
              "pkg-config --cflags benignity");

namespace benignity {

template <class Real>
using Vector = Eigen::Matrix<Real, Eigen::Dynamic, 1>;

/// Column-major; symmetric matrices keep their lower triangle valid, and say so where they do.
template <class Real>
using Matrix = Eigen::Matrix<Real, Eigen::Dynamic, Eigen::Dynamic>;

/// One token or one row of W after the other in memory.
template <class Real>
using RowMatrix = Eigen::Matrix<Real, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

}  // namespace benignity
