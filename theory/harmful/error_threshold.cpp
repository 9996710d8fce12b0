#include "theory/harmful/error_threshold.hpp"

#include <algorithm>
#include <cmath>

#include <boost/math/tools/toms748_solve.hpp>

#include "theory/harmful/attention_readout.hpp"
#include "theory/harmful/head_noise.hpp"
#include "theory/harmful/memorisation.hpp"
#include "theory/harmful/test_error.hpp"

namespace benignity {

std::optional<double> error_threshold(const Parameters& parameters) {
  const auto excess = [&](double log_norm) {
    Parameters at = parameters;
    at.signal_norm = std::exp(log_norm);
    const AttentionReadout readout = second_order_readouts(at, {at.steps}).front();
    return test_error(at, readout) - at.failure_probability;
  };
  const double head_noise = uniform_head_noise_threshold(parameters);
  const double widest = 2 * std::max(head_noise, memorisation_threshold(parameters).value_or(0));
  if (!(widest > 0) || !std::isfinite(widest)) return std::nullopt;
  const double upper = std::log(widest);
  const double lower = upper - std::log(1000.0);
  const double at_lower = excess(lower);
  const double at_upper = excess(upper);
  if (!(at_lower > 0) || !(at_upper < 0)) return std::nullopt;
  boost::uintmax_t evaluations = 60;
  const auto bracket =
      boost::math::tools::toms748_solve(excess, lower, upper, at_lower, at_upper,
                                        boost::math::tools::eps_tolerance<double>(22), evaluations);
  return std::exp((bracket.first + bracket.second) / 2);
}

}  // namespace benignity
