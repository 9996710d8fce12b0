#include "theory/single_head_attention/two_steps.hpp"

#include <cmath>

#include "theory/harmful/head_noise.hpp"
#include "theory/invalid_input.hpp"

namespace benignity {
namespace {

void require_positive(const char* key, double value) {
  if (!(value > 0) || !std::isfinite(value)) {
    throw InvalidInput(key, shortest_decimal(value), "a positive number");
  }
}

double logistic(double z) { return 1 / (1 + std::exp(-z)); }

/// Y f of a sample from its gap and the two values Y gamma.
double margin(double gap, double signal_value, double noise_value) {
  const double selected = logistic(gap);
  return selected * signal_value + (1 - selected) * noise_value;
}

/// What (T7) is a function of.
struct Weights {
  double signal;  ///< s = c x/2
  double kappa;   ///< x
  double clean;   ///< 1 - eta
  double clean_weight;
  double noisy_weight;
};

/// The standard deviation of lambda over training sets, in units of U/sqrt(d). (T7)
double draw_scatter(const Weights& at) {
  const double noisy = 1 - at.clean;
  const auto mean = [&](double of_clean, double of_noisy) {
    return at.clean * of_clean + noisy * of_noisy;
  };
  const auto mean_square = [&](double of_clean, double of_noisy) {
    return mean(of_clean * of_clean, of_noisy * of_noisy);
  };
  const double pull = at.kappa * (at.clean * at.clean_weight - noisy * at.noisy_weight) / 2;
  const double clean_own = at.clean_weight * (at.signal - 1);
  const double noisy_own = -at.noisy_weight * (at.signal + 1);
  const double mean_weight = mean(at.clean_weight, at.noisy_weight);
  const double weight_square = mean_square(at.clean_weight, at.noisy_weight);
  const double between_noise = weight_square / 2 + mean_weight * mean_weight / 4;
  const double other_class = mean_square(pull + clean_own, pull - noisy_own);
  const double own_class = mean_square(pull - at.clean_weight * at.signal - clean_own,
                                       pull - at.noisy_weight * at.signal + noisy_own);
  return std::sqrt(at.kappa * at.kappa * between_noise +
                   at.kappa / 2 *
                       (other_class + own_class + at.signal * at.signal * weight_square));
}

}  // namespace

TwoSteps two_steps(const TwoStepSetting& setting) {
  require_positive("kappa", setting.kappa);
  require_positive("first_step_unit", setting.first_step_unit);
  require_positive("step_ratio", setting.step_ratio);
  if (!(setting.label_noise >= 0 && setting.label_noise < 0.5)) {
    throw InvalidInput("label_noise", shortest_decimal(setting.label_noise), "in [0, 0.5)");
  }
  const double x = setting.kappa;
  const double u = setting.first_step_unit;
  const double noisy = setting.label_noise;
  const double clean = 1 - noisy;
  // Half of what the signal token has after step 1, in units of u: c x/2.
  const double signal = (clean - noisy) * x / 2;
  const double clean_weight = logistic(-u * (1 + signal) / 2);
  const double noisy_weight = logistic(-u * (1 - signal) / 2);

  const double unit = setting.step_ratio * u * u;
  const double clean_own = unit * clean_weight * (signal - 1);
  const double noisy_own = -unit * noisy_weight * (signal + 1);
  TwoSteps state;
  state.fresh_gap = x / 2 * (clean * clean_own + noisy * noisy_own);
  state.clean_gap = state.fresh_gap + clean_own;
  state.noisy_gap = state.fresh_gap + noisy_own;

  const double value = signal + x * (clean * clean_weight - noisy * noisy_weight);
  const double clean_noise = 1 + 2 * clean_weight;
  const double noisy_noise = 1 + 2 * noisy_weight;
  state.signal_value = u * value;
  state.clean_margin = margin(state.clean_gap, u * value, u * clean_noise);
  state.noisy_margin = margin(state.noisy_gap, -u * value, u * noisy_noise);

  const double own_square = clean * clean_own * clean_own + noisy * noisy_own * noisy_own;
  state.fresh_spread = std::sqrt(2 * state.fresh_gap * state.fresh_gap / x + own_square);
  state.value_spread = u * std::sqrt(2 * value * value / x + clean * clean_noise * clean_noise +
                                     noisy * noisy_noise * noisy_noise);
  // The gradient of a sample's own noise token, through its head value after step 1.
  const double first_value_spread = std::sqrt(1 + 2 * signal * signal / x);
  state.clean_spread = state.fresh_spread + unit * clean_weight * first_value_spread;
  state.noisy_spread = state.fresh_spread + unit * noisy_weight * first_value_spread;
  state.draw_scatter = unit * draw_scatter({signal, x, clean, clean_weight, noisy_weight});
  return state;
}

double fresh_logit_deviation(const TwoSteps& state, double samples, double dimension) {
  return std::sqrt((samples * state.fresh_spread * state.fresh_spread +
                    state.draw_scatter * state.draw_scatter) /
                   dimension);
}

double two_step_test_error(const TwoSteps& state, double samples, double dimension) {
  const double deviation = fresh_logit_deviation(state, samples, dimension);
  const double value_deviation = std::sqrt(samples / dimension) * state.value_spread;
  // The trapezoidal rule over a Gaussian converges geometrically where the rest is smooth on its
  // step; the rest is a sigmoid of width 1/varsigma, which the step has to resolve.
  const double step = 1 / (16 * (1 + deviation));
  constexpr double reach = 7;
  double sum = 0;
  double mass = 0;
  const auto points = static_cast<long>(std::ceil(reach / step));
  for (long k = -points; k <= points; ++k) {
    const double z = static_cast<double>(k) * step;
    const double weight = std::exp(-z * z / 2);
    const double odds = std::exp(state.fresh_gap - deviation * z);
    mass += weight;
    sum += weight * normal_tail(odds * state.signal_value / value_deviation);
  }
  return sum / mass;
}

}  // namespace benignity
