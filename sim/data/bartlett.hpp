#pragma once

#include "sim/model/matrix.hpp"
#include "sim/random/stream.hpp"

namespace benignity {

/// Lower-triangular B with B B^T ~ Wishart_size(degrees, I): B_ij ~ N(0,1) for i > j and
/// B_ii^2 ~ chi^2_{degrees - i}, i from 0 (Bartlett 1933). Row i draws from the streams of
/// `address` with sample = i, its token (normals) and the next one (chi-squared). Needs degrees >=
/// size; throws std::domain_error otherwise.
[[nodiscard]] Matrix<double> draw_bartlett(Eigen::Index size, double degrees,
                                           StreamAddress address);

}  // namespace benignity
