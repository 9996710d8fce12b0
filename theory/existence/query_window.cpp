#include "theory/existence/query_window.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <string>

#include "theory/concentration/counts_and_spectra.hpp"
#include "theory/concentration/sub_gamma.hpp"
#include "theory/invalid_input.hpp"

namespace benignity {
namespace {

/// What the events of (10.5) bound, all at the failure probability delta/(8nT) each.
struct NoiseLevels {
  double deviations = 0;       ///< y, standard deviations of a normal
  double projection = 0;       ///< M = y sigma_eps |mu|
  double inner_product = 0;    ///< E, bounds |<eps, eps'>|
  double norm_excess = 0;      ///< |eps|^2 <= sigma_eps^2 d (1 + norm_excess)
  double norm_shortfall = 0;   ///< |eps|^2 >= sigma_eps^2 d (1 - norm_shortfall)
  double token_norm2 = 0;      ///< sigma_eps^2 d
  double memorised_norm2 = 0;  ///< n sigma_eps^2 d, the mean of |z|^2
};

NoiseLevels noise_levels(const Parameters& parameters) {
  const auto samples = static_cast<double>(parameters.samples);
  const double failure =
      parameters.failure_probability / (8 * samples * static_cast<double>(parameters.tokens));
  const std::int64_t dimension = parameters.dimension;
  NoiseLevels levels;
  levels.deviations = signal_projection_deviation(failure);
  levels.projection = levels.deviations * parameters.noise_std * parameters.signal_norm;
  levels.token_norm2 = parameters.noise_std * parameters.noise_std * static_cast<double>(dimension);
  levels.memorised_norm2 = samples * levels.token_norm2;
  // A bound of 2 failure for the two sides together.
  levels.inner_product = levels.token_norm2 * noise_inner_product_deviation(dimension, 2 * failure);
  levels.norm_excess = squared_norm_upper_deviation(dimension, failure);
  levels.norm_shortfall = squared_norm_lower_deviation(dimension, failure);
  return levels;
}

/// numerator/denominator where both are positive.
std::optional<double> window_scale(double numerator, double denominator) {
  if (numerator > 0 && denominator > 0) return numerator / denominator;
  return std::nullopt;
}

double signal_gap(const Parameters& parameters) {
  return (1 - parameters.weak_signal) * parameters.signal_norm * parameters.signal_norm;
}

}  // namespace

bool QueryWindow::is_open() const {
  return benign_start && benign_end && *benign_start < *benign_end;
}

QueryWindow query_window(const Parameters& parameters) {
  validate(parameters);
  if (parameters.confusing_tokens < 1) {
    throw InvalidInput("confusing_tokens", std::to_string(parameters.confusing_tokens),
                       "at least 1 for the constructed query");
  }
  const NoiseLevels levels = noise_levels(parameters);
  const auto samples = static_cast<double>(parameters.samples);
  const auto tokens = static_cast<double>(parameters.tokens);
  const double rho = parameters.weak_signal;
  const double sqrt2 = std::numbers::sqrt2;

  QueryWindow window;
  window.harmful_test_error = 3 * static_cast<double>(parameters.confusing_tokens) / (4 * tokens) -
                              parameters.failure_probability / (8 * samples);
  const double head_noise =
      sqrt2 * levels.deviations * parameters.noise_std / parameters.signal_norm;  // |nu^T eps| / g
  if (!(rho > head_noise)) return window;
  window.deciding_gap = std::log((tokens - 1) * (1 + head_noise) / (rho - head_noise));

  const double gap = signal_gap(parameters);
  const double signal_of_sum = (1 + rho) * std::sqrt(samples) * levels.projection;
  const double cross = 2 * std::sqrt(samples) * levels.inner_product + signal_of_sum;
  const double query_noise =
      parameters.noise_std * std::sqrt(levels.memorised_norm2 * (1 + levels.norm_excess));
  window.benign_end = window_scale(gap - window.deciding_gap - 2 * levels.projection,
                                   signal_of_sum + sqrt2 * levels.deviations * query_noise);
  window.not_overfitting_end =
      window_scale(gap - 2 * sqrt2 * levels.projection - window.deciding_gap,
                   levels.token_norm2 * (1 + levels.norm_excess) + cross);
  if (window.benign_end && window.not_overfitting_end) {
    window.not_overfitting_end = std::min(*window.not_overfitting_end, *window.benign_end);
  } else {
    window.not_overfitting_end.reset();
  }
  window.benign_start = window_scale(gap + 2 * sqrt2 * levels.projection + window.deciding_gap,
                                     levels.token_norm2 * (1 - levels.norm_shortfall) - cross);
  if (window.benign_start && levels.norm_shortfall < 1) {
    // r* of (10.9): a lead that costs a quarter of the chance 1/T.
    const double lead = std::sqrt(2 * std::numbers::pi) / (4 * tokens);
    const double least_query_noise =
        parameters.noise_std * std::sqrt(levels.memorised_norm2 * (1 - levels.norm_shortfall));
    window.harmful_start = window_scale(
        gap + window.deciding_gap + lead * sqrt2 * parameters.noise_std * parameters.signal_norm,
        lead * least_query_noise - signal_of_sum);
    if (window.harmful_start) {
      window.harmful_start = std::max(*window.harmful_start, *window.benign_start);
    }
  }
  return window;
}

double memorisation_scale(const Parameters& parameters) {
  const double noise_norm2 =
      parameters.noise_std * parameters.noise_std * static_cast<double>(parameters.dimension);
  return signal_gap(parameters) / noise_norm2;
}

double drowning_scale(const Parameters& parameters) {
  return memorisation_scale(parameters) * std::sqrt(static_cast<double>(parameters.dimension) /
                                                    (2 * static_cast<double>(parameters.samples)));
}

double test_error_of_random_selection(const Parameters& parameters) {
  return (static_cast<double>(parameters.confusing_tokens) +
          static_cast<double>(parameters.irrelevant_tokens()) / 2) /
         static_cast<double>(parameters.tokens);
}

}  // namespace benignity
