#pragma once

#include "sim/model/matrix.hpp"

namespace benignity {

/// F (n x r) with F F^T = the given positive semidefinite matrix up to rounding: Cholesky with
/// diagonal pivoting on the matrix scaled to unit diagonal, ended where the largest remaining pivot
/// is below 1e-13, so r is the numerical rank. Rows with zero diagonal are zero. Error of entry ij:
/// 1e-13 sqrt(A_ii A_jj). Only the lower triangle is read. Of equal pivots the last one comes
/// first: the last row of F is (sqrt(A_nn), 0, ..., 0), whatever rows are before it.
[[nodiscard]] Matrix<double> low_rank_factor(const Matrix<double>& lower);

}  // namespace benignity
