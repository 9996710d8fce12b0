#pragma once

#include "theory/parameters.hpp"

namespace benignity {

/// n = 20, T = 4, eta = 0.2, rho = 0.1, sigma_w = 1, p0 = 0 at the given kappa and d: at large d a
/// setting in which everything but the mean field's own limit is negligible (|p|^2 grows by a share
/// of about d^-3 of D).
[[nodiscard]] Parameters lazy_setting(double kappa, std::int64_t dimension);

}  // namespace benignity
