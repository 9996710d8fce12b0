#include "theory/optimisers/momentum_delay.hpp"

#include <cmath>

#include "theory/elementary.hpp"
#include "theory/signal_to_noise_ratio.hpp"

namespace benignity {
double momentum_delay(const Parameters& parameters, double gap) {
  const double head_value = head_gap<double>(parameters);
  const double noise = parameters.label_noise;
  const auto speed = [&](double logit) {
    const double s = sigmoid(logit - std::log(static_cast<double>(parameters.tokens - 1)));
    return ((1 - noise) * sigmoid(-head_value * s) - noise * sigmoid(head_value * s)) * s * (1 - s);
  };
  const double memory = parameters.momentum / (1 - parameters.momentum);
  return memory * (1 + std::log(speed(gap) / speed(0)));
}

}  // namespace benignity
