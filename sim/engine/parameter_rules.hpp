#pragma once

#include "sim/engine/explicit_parameter.hpp"
#include "theory/setting/training.hpp"

namespace benignity {

/// The rule of whatever trains with this step size.
template <class Real>
LinearRule<Real> linear_rule(const Training& training, double step_size) {
  const Real alpha(step_size);
  const Real omega(training.weight_decay);
  if (training.momentum > 0) return heavy_ball_rule(alpha, Real(training.momentum), omega);
  return descent_rule(alpha, omega);
}

template <class Real>
ExplicitRule<Real> explicit_rule(const Training& training, double step_size) {
  if (training.optimizer == OptimizerKind::adamw) {
    return AdamRule<Real>{Real(step_size), Real(training.adam_beta1), Real(training.adam_beta2),
                          Real(training.adam_epsilon), Real(training.weight_decay)};
  }
  return linear_rule<Real>(training, step_size);
}

}  // namespace benignity
