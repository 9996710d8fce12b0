#include "theory/signal_to_noise_ratio.hpp"

namespace benignity {

Parameters with_kappa(Parameters parameters, double kappa) {
  validate(parameters);
  const auto dimension = static_cast<double>(parameters.dimension);
  const auto samples = static_cast<double>(parameters.samples);
  // noise_std outside the root: at noise_std = 1 these are the bits of sqrt(kappa d/n).
  parameters.signal_norm = parameters.noise_std * std::sqrt(kappa * dimension / samples);
  validate(parameters);  // names signal_norm for a kappa that is negative, infinite or NaN
  return parameters;
}

}  // namespace benignity
