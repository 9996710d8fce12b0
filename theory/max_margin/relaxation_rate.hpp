#pragma once

#include <span>

namespace benignity {

/// The r with |dp/dlog t - p_mm| ~ t^{-r}: the least of the eigenvalues of diag(sqrt q) G diag(sqrt
/// q) over the constraints with q > 0 and of the surplus margins (Gq)_j - 1 of the others. 0 < r <=
/// 1, for 1 is always among the eigenvalues. gram: G, k x k, either order; multipliers: q >= 0 with
/// Gq >= 1 and equality where q > 0, to rounding: a q below 1e-9 of the largest counts as 0.
/// [derived] theory/max_margin/README.md (V5)
[[nodiscard]] double relaxation_rate(std::span<const double> gram,
                                     std::span<const double> multipliers);

}  // namespace benignity
