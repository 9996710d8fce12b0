#pragma once

#include <cstdint>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include "sim/trajectory/settings.hpp"
#include "theory/assumptions/margins.hpp"
#include "theory/setting/parameters.hpp"

namespace benignity {

/// Which margins of training a drawn setting keeps: the control goes back to those that did not
/// protect.
enum class TrainingMargins {
  as_proved,    ///< (9.13) by the trained gain, (9.16) over all the promise
  of_the_start  ///< (9.13) by the gain of the start, (9.16) not asked for
};

/// A setting inside the regime of one part, with the step at which the part's selection form is
/// promised.
struct HuntedSetting {
  Parameters parameters;  ///< steps = tau
  MarginScope part = MarginScope::part_one;
  Engine engine = Engine::sampled;
  std::vector<std::string> tight;  ///< margins of the regime within [1, 1.1]
};

/// Draws a setting: n from 8 to 40 of either parity (fixed labels) or some hundreds (Bernoulli), T
/// from 3 to 12, any split into confusing, aligned and irrelevant tokens, rho up to its limit,
/// noise and start over decades, sigma_p > 0 or 0; each margin that can be chosen freely is put
/// into [1, 1.1] with probability 0.4. Every margin of the part then exceeds 1 by predict(): a draw
/// outside is thrown away, `rejected` counts those. The stream of `random` is all that decides.
[[nodiscard]] HuntedSetting draw_hunted_setting(std::mt19937_64& random, TrainingMargins margins,
                                                std::int64_t& rejected);

}  // namespace benignity
