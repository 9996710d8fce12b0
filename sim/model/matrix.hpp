#pragma once

#include <Eigen/Core>

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
