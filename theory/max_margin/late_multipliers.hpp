#pragma once

#include <span>
#include <vector>

namespace benignity {

/// The rates q of the constraints `duration` >= 0 later in L = log t,
///   dq_j/dL = q_j (1 - (Gq)_j),   dp/dL = sum_j q_j z_j,
/// from q > 0. They tend to the multipliers of the program as L -> infinity. gram: G, k x k, either
/// order, positive definite. By the classical Runge-Kutta method in log q with steps of 1/50:
/// errors of about 1e-7 where the entries of diag(q)G stay below 10. [derived]
/// theory/max_margin/README.md (V4)
[[nodiscard]] std::vector<double> late_multipliers(std::span<const double> gram,
                                                   std::span<const double> start, double duration);

}  // namespace benignity
