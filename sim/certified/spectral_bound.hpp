#pragma once

#include "sim/model/matrix.hpp"

namespace benignity {

/// At least the spectral norm of a symmetric matrix, also of one that differs from `matrix` by one
/// rounding an entry: |A| = |A^p|^{1/p} <= |A^p|_F^{1/p} with p = 2^squarings, at most size^{1/2p}
/// times what it bounds. Rounding of the squarings is added. Costs `squarings` products. Throws
/// std::domain_error where an entry is not finite.
[[nodiscard]] double spectral_norm_bound(const Matrix<double>& matrix, int squarings);

}  // namespace benignity
