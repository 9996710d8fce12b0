#pragma once

#include "theory/setting/parameters.hpp"

namespace benignity {

/// Steps by which heavy ball meets lambda = gap later than plain descent at alpha/(1 - beta), at
/// kappa = infinity, rho = 0, p0 = 0, without label noise's delay: m (1 + log(v_e/v_0)), m =
/// beta/(1 - beta), v = [(1-eta) sigma(-g s) - eta sigma(g s)] s (1 - s) at the gap and at 0. First
/// order in m over the event's steps. gap >= 0 and label noise below the plateau's (7.19). Throws
/// InvalidInput for parameters that validate() refuses.
/// [derived] theory/optimisers/README.md (O.1)
[[nodiscard]] double momentum_delay(const Parameters& parameters, double gap);

}  // namespace benignity
