#include "theory/harmful/head_noise.hpp"

#include <cmath>
#include <limits>

#include <boost/math/special_functions/erf.hpp>

namespace benignity {
namespace {

/// Mean of the noiseless head values over g, times sqrt(T): what uniform attention makes of H.
double uniform_resolution(const TokenLaw& law) {
  const auto surplus = static_cast<double>(law.aligned_tokens() - law.confusing_tokens);
  return (1 + law.weak_signal * surplus) / std::sqrt(static_cast<double>(law.tokens));
}

/// Norm of the noiseless head values over g that are >= 0: the most that attention makes of H.
double best_resolution(const TokenLaw& law) {
  const double rho = law.weak_signal;
  return std::sqrt(1 + rho * rho * static_cast<double>(law.aligned_tokens()));
}

/// |mu| at which Phi(-H resolution) = failure_probability.
double head_noise_threshold(const Parameters& parameters, double resolution) {
  const double delta = parameters.failure_probability;
  if (delta >= 0.5) return 0;
  if (!(resolution > 0)) return std::numeric_limits<double>::infinity();
  return std::sqrt(2.0) * parameters.noise_std * normal_quantile(delta) / resolution;
}

}  // namespace

double normal_tail(double z) { return std::erfc(z / std::sqrt(2.0)) / 2; }

double normal_quantile(double probability) {
  return std::sqrt(2.0) * boost::math::erfc_inv(2 * probability);
}

double head_signal_to_noise(const TokenLaw& law) {
  validate(law);
  return law.signal_norm / (std::sqrt(2.0) * law.noise_std);
}

double uniform_attention_error(const TokenLaw& law) {
  return normal_tail(head_signal_to_noise(law) * uniform_resolution(law));
}

double least_attention_error(const TokenLaw& law) {
  return normal_tail(head_signal_to_noise(law) * best_resolution(law));
}

double uniform_head_noise_threshold(const Parameters& parameters) {
  validate(parameters);
  return head_noise_threshold(parameters, uniform_resolution(parameters));
}

double least_head_noise_threshold(const Parameters& parameters) {
  validate(parameters);
  return head_noise_threshold(parameters, best_resolution(parameters));
}

}  // namespace benignity
