#include "theory/mean_field/critical_kappa.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>

#include <boost/math/tools/toms748_solve.hpp>

#include "theory/mean_field/observables.hpp"

namespace benignity {
namespace {

constexpr double largest_kappa = 1e6;  // beyond it lambda rounds by more than the tolerance
constexpr double smallest_kappa = 1e-9;

}  // namespace

std::string_view name(CriticalKappaStatus status) {
  switch (status) {
    case CriticalKappaStatus::found:
      return "found";
    case CriticalKappaStatus::never:
      return "never";
    case CriticalKappaStatus::no_noisy_samples:
      return "no_noisy_samples";
    case CriticalKappaStatus::outside_solved_range:
      break;
  }
  return "outside_solved_range";
}

double noisy_selection_excess(const MeanFieldSystem<double>& system, double selection) {
  constexpr double tolerance = 1e-6;
  constexpr double log_horizon = 60;
  constexpr std::int64_t largest_step_count = 20'000;
  const double uniform = 1 / system.layout.tokens();
  constexpr double visible = 1e-9;  // above 1/T by more than rounding
  const double threshold = std::max(selection, uniform * (1 + visible));
  const double decided = (1 + threshold) / 2;
  const double lost = uniform / 64;  // far down: the samples have found their own tokens
  MeanFieldPath path(system, tolerance);
  const double horizon = std::exp(log_horizon) / system.head_value;
  // Before anything rises, how fast the noisy samples fall keeps the sign at threshold = 1/T.
  const double fall = std::min(noisy_selection_rate(system, path.state()) / system.head_value, 0.0);
  double excess = uniform - threshold + std::max(fall, -1.0) * (1 - threshold);
  for (std::int64_t count = 0; count < largest_step_count && path.time() < horizon; ++count) {
    const MeanFieldStep proposed = path.propose(horizon - path.time());
    if (!std::isfinite(proposed.length)) {
      break;
    }
    path.accept(ended_at_noisy_peak(system, path, proposed));
    const double now = least_relevant_softmax(system, path.state(), LabelState::noisy);
    excess = std::max(excess, now - threshold);
    if (now > decided || now < lost) {
      break;
    }
  }
  return excess;
}

CriticalKappa critical_kappa(const MeanFieldSystem<double>& system, double selection) {
  if (!has_samples(system.layout, LabelState::noisy)) {
    return {std::nullopt, CriticalKappaStatus::no_noisy_samples};
  }
  MeanFieldSystem<double> at = system;
  at.kappa = 1;
  if (!inside_solved_range(at)) {
    return {std::nullopt, CriticalKappaStatus::outside_solved_range};
  }
  const auto excess = [&](double log_kappa) {
    at.kappa = std::exp(log_kappa);
    return noisy_selection_excess(at, selection);
  };
  double low = std::log(8.0);
  double high = std::log(32.0);
  double excess_low = excess(low);
  double excess_high = excess_low;
  if (excess_low > 0) {
    while (excess_low > 0 && low > std::log(smallest_kappa)) {
      high = low;
      excess_high = excess_low;
      low -= std::log(4.0);
      excess_low = excess(low);
    }
  } else {
    excess_high = excess(high);
    if (excess_high <= 0 && excess(std::log(largest_kappa)) <= 0) {
      return {std::nullopt, CriticalKappaStatus::never};
    }
    while (excess_high <= 0) {
      low = high;
      excess_low = excess_high;
      high = std::min(high + std::log(8.0), std::log(largest_kappa));
      excess_high = excess(high);
    }
  }
  boost::uintmax_t evaluations = 60;
  const auto bracket = boost::math::tools::toms748_solve(
      excess, low, high, excess_low, excess_high,
      [](double a, double b) { return std::abs(a - b) < 1e-5; }, evaluations);
  return {std::exp((bracket.first + bracket.second) / 2), CriticalKappaStatus::found};
}

CriticalKappa critical_kappa(const Parameters& parameters) {
  return critical_kappa(mean_field_system<double>(parameters), parameters.selection_threshold);
}

}  // namespace benignity
