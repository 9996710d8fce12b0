#include "theory/harmful/memorisation.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include <boost/math/tools/toms748_solve.hpp>

#include "theory/harmful/head_noise.hpp"
#include "theory/mean_field/closed_forms.hpp"
#include "theory/signal_to_noise_ratio.hpp"

namespace benignity {
namespace {

/// One kind of token where logits are measured in their standard deviation.
struct TokenGroup {
  double count;
  double mean;        ///< of the logit
  double head_value;  ///< Y* gamma/g without noise
};

/// P[a given token of `winner` has the largest logit]: the trapezoidal rule, which converges
/// geometrically for an analytic integrand with Gaussian tails.
double winning_probability(const std::array<TokenGroup, 4>& groups, std::size_t winner) {
  constexpr double step = 1.0 / 32;
  constexpr double reach = 9;  // Phi(-9) = 1e-19
  double sum = 0;
  for (double z = -reach; z <= reach; z += step) {
    const double logit = groups[winner].mean + z;
    double log_others = 0;
    for (std::size_t k = 0; k < groups.size(); ++k) {
      const double others = groups[k].count - (k == winner ? 1 : 0);
      if (others > 0) log_others += others * std::log1p(-normal_tail(logit - groups[k].mean));
    }
    sum += std::exp(log_others - z * z / 2);
  }
  return sum * step / std::sqrt(2 * std::acos(-1.0));
}

}  // namespace

double loud_error(const Parameters& parameters, double ratio, double head_signal_to_noise) {
  validate(parameters);
  const double rho = parameters.weak_signal;
  const std::array<TokenGroup, 4> groups = {
      {{1, ratio, 1},
       {static_cast<double>(parameters.confusing_tokens), rho * ratio, -rho},
       {static_cast<double>(parameters.aligned_tokens()), rho * ratio, rho},
       {static_cast<double>(parameters.irrelevant_tokens()), 0, 0}}};
  double error = 0;
  for (std::size_t k = 0; k < groups.size(); ++k) {
    if (!(groups[k].count > 0)) continue;
    const double value = groups[k].head_value;
    const double wrong = value == 0 ? 0.5 : normal_tail(value * head_signal_to_noise);
    error += groups[k].count * winning_probability(groups, k) * wrong;
  }
  return error;
}

double late_ratio(const Parameters& parameters) {
  const auto system = mean_field_system<double>(parameters);
  const auto growth = late_signal_growth(system.layout, system.kappa);
  const double energy = late_energy_growth(system.layout, system.kappa);
  return std::min(growth.plus, growth.minus) *
         std::sqrt(static_cast<double>(parameters.dimension) /
                   static_cast<double>(parameters.samples) / energy);
}

double loud_log_time(const Parameters& parameters) {
  const auto system = mean_field_system<double>(parameters);
  return std::sqrt(static_cast<double>(parameters.dimension) /
                   static_cast<double>(parameters.samples) /
                   late_energy_growth(system.layout, system.kappa));
}

std::optional<double> memorisation_threshold(const Parameters& parameters) {
  validate(parameters);
  const double unit =  // |mu| at kappa = 1
      parameters.noise_std * std::sqrt(static_cast<double>(parameters.dimension) /
                                       static_cast<double>(parameters.samples));
  const auto excess = [&](double log_norm) {
    Parameters at = parameters;
    at.signal_norm = unit * std::exp(log_norm);
    return loud_error(at, late_ratio(at), INFINITY) - parameters.failure_probability;
  };
  const double widest = std::log(1e6);
  const double at_least = excess(-widest);
  const double at_most = excess(widest);
  if (!(at_least > 0) || !(at_most < 0)) return std::nullopt;
  boost::uintmax_t evaluations = 100;
  const auto bracket =
      boost::math::tools::toms748_solve(excess, -widest, widest, at_least, at_most,
                                        boost::math::tools::eps_tolerance<double>(35), evaluations);
  return unit * std::exp((bracket.first + bracket.second) / 2);
}

}  // namespace benignity
