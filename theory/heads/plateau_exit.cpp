#include "theory/heads/plateau_exit.hpp"

#include <cmath>

#include <boost/math/tools/roots.hpp>

#include "theory/elementary.hpp"
#include "theory/mean_field/closed_forms.hpp"

namespace benignity {
namespace {

/// d/dLambda of log sigma(-+G s) s(1 - s): of the drive of a clean (sign +1), a noisy sample (-1).
double drive_slope(double s, double head_gap, double sign) {
  return 1 - 2 * s - sign * sigmoid(sign * head_gap * s) * head_gap * s * (1 - s);
}

/// s_c >= s_n of the balance (H.3): the drive of clean samples falls beyond s_n.
double balanced_clean(const PlateauExit& setting, double noisy) {
  const double gap = setting.head_gap;
  const double wanted =
      setting.label_noise / (1 - setting.label_noise) * sigmoid(gap * noisy) * noisy * (1 - noisy);
  const auto excess = [&](double s) { return sigmoid(-gap * s) * s * (1 - s) - wanted; };
  if (!(excess(noisy) > 0)) return noisy;  // at the plateau, but for rounding
  std::uintmax_t steps = 100;
  const auto [lower, upper] = boost::math::tools::toms748_solve(
      excess, noisy, 1.0, boost::math::tools::eps_tolerance<double>(48), steps);
  return (lower + upper) / 2;
}

/// dtheta/ds_n, (H.4).
double time_slope(const PlateauExit& setting, double noisy) {
  const double gap = setting.head_gap;
  const auto tokens = static_cast<double>(setting.tokens);
  const double clean = balanced_clean(setting, noisy);
  const double opening =
      drive_slope(noisy, gap, -1) / drive_slope(clean, gap, 1) - 1;  // dDelta/dLambda_n
  const double spread = noisy * (1 - noisy);
  return (1 - setting.label_noise) * (tokens - 1) / (tokens * gap) * opening /
         (sigmoid(gap * noisy) * spread * spread);
}

}  // namespace

std::optional<double> plateau_exit_time(const PlateauExit& setting) {
  const double plateau = noisy_plateau(setting.label_noise, setting.head_gap);
  if (plateau >= 1 || plateau <= setting.selection) return std::nullopt;
  // Simpson's rule in log-odds of s_n, in which the integrand is smooth up to the plateau.
  constexpr int intervals = 1000;
  const auto odds = [](double s) { return std::log(s / (1 - s)); };
  const double first = odds(setting.selection);
  const double width = (odds(plateau) - first) / intervals;
  double sum = 0;
  for (int i = 0; i <= intervals; ++i) {
    const double s = sigmoid(first + i * width);
    const double weight = i == 0 || i == intervals ? 1 : 2 + 2 * (i % 2);
    sum -= weight * time_slope(setting, s) * s * (1 - s);
  }
  return sum * width / 3;
}

}  // namespace benignity
