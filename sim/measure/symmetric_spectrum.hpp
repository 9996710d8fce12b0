#pragma once

#include <vector>

#include "sim/model/matrix.hpp"

namespace benignity {

/// The spectral norm of a symmetric matrix by 100 power iterations from a fixed start: from below,
/// to about 1% where no eigenvalue of the other sign is as large.
[[nodiscard]] double spectral_norm(const Matrix<double>& symmetric);

/// Its `count` largest eigenvalues, descending, by 60 orthogonal iterations: Ritz values, from
/// below.
[[nodiscard]] std::vector<double> largest_eigenvalues(const Matrix<double>& positive,
                                                      Eigen::Index count);

}  // namespace benignity
