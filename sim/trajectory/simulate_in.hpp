#pragma once

#include "sim/trajectory/result.hpp"
#include "sim/trajectory/settings.hpp"

namespace benignity {

/// simulate() in the scalar Real; settings.precision is not looked at. Instantiated in
/// sim/instantiations/ for float, double, long double, Float50 and Float100.
template <class Real>
[[nodiscard]] Trajectory simulate_in(const RunSettings& settings);

}  // namespace benignity
