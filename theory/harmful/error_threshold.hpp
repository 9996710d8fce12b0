#pragma once

#include <optional>

#include "theory/setting/parameters.hpp"

namespace benignity {

/// The |mu| below which the error on fresh data exceeds failure_probability after
/// parameters.steps steps, head noise and memorisation together: test_error of
/// second_order_readouts equals failure_probability. It starts at uniform_head_noise_threshold at
/// step 0 and is at last near memorisation_threshold, or near the least head-noise threshold where
/// that is larger. signal_norm is not read. Absent where there is no such |mu| in (0, 2 max(those
/// thresholds)]; relative error 1e-6 of the root, beside test_error's own. Throws InvalidInput for
/// parameters that validate() refuses. [derived] theory/README.md (11.14)
[[nodiscard]] std::optional<double> error_threshold(const Parameters& parameters);

}  // namespace benignity
