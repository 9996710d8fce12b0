#include "verify/claims/engine/random_problem.hpp"

#include <cmath>

#include "sim/random/stream.hpp"

namespace benignity {

Parameters random_problem(std::uint64_t seed, std::uint64_t index, DimensionChoice dimension) {
  Stream stream({seed, Purpose::design, index, 0, 0});
  const auto whole = [&](std::int64_t first, std::int64_t count) {
    return first + static_cast<std::int64_t>(stream.bits() % static_cast<std::uint64_t>(count));
  };
  Parameters parameters;
  parameters.samples = whole(4, 3);
  parameters.tokens = whole(5, 3);
  parameters.dimension = dimension == DimensionChoice::small
                             ? whole(6, 5)
                             : parameters.samples * parameters.tokens + whole(3, 4);
  parameters.confusing_tokens = whole(1, 2);
  parameters.weak_signal = 0.1 + 0.5 * stream.uniform();
  parameters.signal_norm = 0.5 + 2 * stream.uniform();
  parameters.noise_std = 0.3 + 0.5 * stream.uniform();
  parameters.label_noise = 0.5;  // both classes hold clean and flipped labels for n >= 4
  parameters.chosen_head_norm = 0.5 + stream.uniform();
  const double root_dimension = std::sqrt(static_cast<double>(parameters.dimension));
  parameters.chosen_init_weight_std = (0.5 + stream.uniform()) / root_dimension;
  parameters.init_query_std = 0.5 + stream.uniform();
  parameters.step_size = 0.02;
  return parameters;
}

}  // namespace benignity
