#pragma once

#include <vector>

#include "theory/mean_field/event_times.hpp"
#include "theory/setting/parameters.hpp"

namespace benignity {

/// What a fresh token needs to know of the trained parameters, w = W^T p. (5.4), (5.5)
struct AttentionReadout {
  double lambda_plus = 0;      ///< mu_+1^T w
  double lambda_minus = 0;     ///< mu_-1^T w
  double direction_norm2 = 0;  ///< |w|^2
};

/// The lazy mean field's readout of one head at one moment of its equivalent (mean_field/
/// equivalent.hpp): |w|^2 = E + norm2_across_data, of the plain setting E + sigma_w^2 d q with q =
/// sigma_p^2 d + E/D; E of (9.15). Throws InvalidInput for parameters that validate() refuses or
/// that have no equivalent. [derived] theory/README.md (11.2), (12.10)
[[nodiscard]] AttentionReadout mean_field_readout(const Parameters& parameters,
                                                  const MeanFieldMoment& moment);

/// The same of a plain setting with H and q growing, (7b.8), at each of the given gradient-descent
/// steps, increasing from >= 0 on. Throws as above, and std::invalid_argument for steps out of
/// order.
[[nodiscard]] std::vector<AttentionReadout> second_order_readouts(const Parameters& parameters,
                                                                  const std::vector<double>& steps);

}  // namespace benignity
