#pragma once

#include "sim/lanes/trapezoid.hpp"
#include "sim/random/stream.hpp"
#include "theory/setting/token_law.hpp"

namespace benignity {

/// The Cholesky factor of K, M x M, lower triangle read. Throws InvalidInput where so little noise
/// is left beside the signal that K cannot be factored with the six digits of w_r . w_s that the
/// figures are printed with.
[[nodiscard]] Trapezoid factor_of_kernel(const TokenLaw& law, const Matrix<double>& kernel);

/// G with G G^T ~ Wishart_size(degrees, I): Bartlett's triangle; where there are fewer degrees than
/// rows, its first `degrees` rows, and below them rows of as many normals, for a row's coordinates
/// along the `degrees` directions of the rows before are all that it has. Row i is the same
/// whatever the size.
[[nodiscard]] Matrix<double> wishart_factor(Eigen::Index size, double degrees,
                                            const StreamAddress& address);

}  // namespace benignity
