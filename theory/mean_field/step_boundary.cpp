#include "theory/mean_field/step_boundary.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <functional>
#include <limits>

#include <boost/math/tools/toms748_solve.hpp>

#include "theory/mean_field/second_order.hpp"
#include "theory/signal_to_noise_ratio.hpp"

namespace benignity {
namespace {

/// The largest zero in kappa of an excess that is positive at large kappa.
std::optional<double> largest_zero_in_kappa(const KappaRange& range,
                                            const std::function<double(double)>& excess_at) {
  const double lowest = std::log(range.lowest);
  const double highest = std::log(range.highest);
  constexpr double stride = 0.1;  // narrower islands are no boundary of a map
  const auto excess = [&](double log_kappa) { return excess_at(std::exp(log_kappa)); };
  double above = highest;
  double at_above = excess(above);
  if (!(at_above > 0)) return std::nullopt;
  while (above > lowest) {
    const double below = std::max(above - stride, lowest);
    const double at_below = excess(below);
    if (!(at_below > 0)) {
      boost::uintmax_t evaluations = 60;
      const auto bracket = boost::math::tools::toms748_solve(
          excess, below, above, at_below, at_above,
          [](double low, double high) { return std::abs(low - high) < 1e-6; }, evaluations);
      return std::exp((bracket.first + bracket.second) / 2);
    }
    above = below;
    at_above = at_below;
  }
  return std::nullopt;
}

}  // namespace

TrainingAtStep training_at_step(const Parameters& parameters) {
  const auto system = second_order_system<double>(parameters);
  const double time =
      parameters.steps > 0
          ? std::exp(std::log(parameters.steps) - log_steps_per_scaled_time(parameters))
          : 0;
  const auto state = second_order_states(system, {time}).front();
  const auto noise_logits = trained_noise_logits(system, state);
  const auto logits = signal_logits(system.mean_field, noise_logits);
  TrainingAtStep result{0, std::numeric_limits<double>::infinity()};
  for (const SampleType type : sample_types) {
    if (!system.mean_field.layout.holds(type)) continue;
    const double margin = sample_attention(system.mean_field, noise_logits, logits, type).margin;
    result.train_loss += system.mean_field.layout.weight[index_of(type)] *
                         (std::log1p(std::exp(-std::abs(margin))) + std::max(-margin, 0.0));
    if (is_noisy(type)) result.least_noisy_margin = std::min(result.least_noisy_margin, margin);
  }
  return result;
}

std::optional<double> memorisation_boundary(const Parameters& parameters, const KappaRange& range) {
  return largest_zero_in_kappa(range, [&](double kappa) {
    return -training_at_step(with_kappa(parameters, kappa)).least_noisy_margin;
  });
}

std::optional<double> train_loss_boundary(const Parameters& parameters, double loss,
                                          const KappaRange& range) {
  return largest_zero_in_kappa(range, [&](double kappa) {
    return training_at_step(with_kappa(parameters, kappa)).train_loss - loss;
  });
}

}  // namespace benignity
