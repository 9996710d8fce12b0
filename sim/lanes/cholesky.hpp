#pragma once

#include "sim/lanes/trapezoid.hpp"

namespace benignity {

/// The lower triangle L of a symmetric K = L L^T (reach 0), of which the lower triangle is read.
/// Left to right in squares, the sums in the vector kernels. Where K is not positive definite to
/// rounding, a number on the diagonal is NaN or 0, and with it the ones that follow.
[[nodiscard]] Trapezoid cholesky_factor(const Matrix<double>& kernel);

/// rows <- rows L^-T: each row x of the first L.size columns becomes (L^-1 x^T)^T. The number of
/// rows is a multiple of Strips<double>::side.
void divide_by_transpose(const Trapezoid& factor, Matrix<double>& rows);

/// v^T K^-1 v: |p|^2 where v = X p and p lies in the span of X.
[[nodiscard]] double inverse_product(const Matrix<double>& kernel, const Vector<double>& v);

}  // namespace benignity
