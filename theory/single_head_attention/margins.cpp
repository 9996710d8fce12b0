#include "theory/single_head_attention/margins.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "theory/harmful/head_noise.hpp"

namespace benignity {

TwoStepMargins two_step_margins(const TwoStepSetting& setting, const TwoStepSize& size) {
  const TwoSteps state = two_steps(setting);
  const double scale = std::sqrt(size.samples / size.dimension);
  const double deviations = std::sqrt(2 * std::log(2 * size.samples / size.failure_probability));
  const double signal = (1 - 2 * setting.label_noise) * setting.kappa / 2;
  const double lead = (1 - 2 * setting.label_noise) * signal - 1;
  const double change = setting.first_step_unit * (signal * signal - 1) / 4;
  return {state.clean_gap / (scale * state.clean_spread * deviations),
          -state.noisy_gap / (scale * state.noisy_spread * deviations),
          state.fresh_gap / (fresh_logit_deviation(state, size.samples, size.dimension) *
                             normal_quantile(size.failure_probability)),
          std::min({state.clean_gap, -state.noisy_gap, state.fresh_gap}) /
              -std::log(size.failure_probability),
          change > 0 ? lead / change : std::numeric_limits<double>::infinity()};
}

}  // namespace benignity
