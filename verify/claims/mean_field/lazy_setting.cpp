#include "verify/claims/mean_field/lazy_setting.hpp"

#include <cmath>

namespace benignity {

Parameters lazy_setting(double kappa, std::int64_t dimension) {
  Parameters parameters;
  parameters.tokens = 4;
  parameters.dimension = dimension;
  parameters.chosen_init_weight_std = 1;
  parameters.signal_norm =
      std::sqrt(kappa * static_cast<double>(dimension) / static_cast<double>(parameters.samples));
  return parameters;
}

}  // namespace benignity
