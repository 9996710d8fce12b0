#pragma once

#include "theory/assumptions/training.hpp"
#include "theory/setting/parameters.hpp"

namespace benignity {

/// The setting whose margins were worked out apart from the code, with 40 digits: nT = 80,
/// L = log 1600, kappa = 7.2, |nu| |mu| = 1, D = 0.0101.
inline Parameters worked_setting() {
  Parameters parameters;
  parameters.samples = 20;
  parameters.tokens = 4;
  parameters.dimension = 10'000'000'000;
  parameters.signal_norm = 30'000;
  parameters.noise_std = 0.5;
  parameters.weak_signal = 0.1;
  parameters.label_noise = 0.1;
  parameters.step_size = 1e-13;
  parameters.chosen_init_weight_std = 1e-6;
  parameters.init_query_std = 1e-7;
  parameters.failure_probability = 0.05;
  return parameters;
}

inline TrainedLogits worked_state() { return {2, 1.5, 500}; }

}  // namespace benignity
