#pragma once

#include <memory>

#include "sim/trajectory/dynamics.hpp"

namespace benignity {

/// Model one_layer_encoder in the precision of the settings, float or double, at tau = 0.
/// Readings, as of an attention: softmax probabilities of x_1 among the T tokens and the class
/// token; lambda_k = direction . mu_k after LayerNorm at the law's mean variance (E.7), the logit
/// of mu_k beyond that of noise; |c|^2 for |p|^2.
[[nodiscard]] std::unique_ptr<DescentDynamics> encoder_dynamics(const RunSettings& settings);

}  // namespace benignity
