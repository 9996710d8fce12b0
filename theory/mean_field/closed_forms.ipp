#pragma once

// Definitions of theory/mean_field/closed_forms.hpp, for whoever instantiates them.

#include <algorithm>
#include <cmath>

#include "theory/mean_field/closed_forms.hpp"
#include "theory/mean_field/late_balance.ipp"

namespace benignity {
namespace late_detail {

/// sigma(-z) for z >= 0.
template <typename Real>
Real late_logistic(const Real& z) {
  using std::exp;
  return exp(-z) / (1 + exp(-z));
}

}  // namespace late_detail

template <typename Real>
SignalLogits<Real> late_signal_growth(const MeanFieldLayout<Real>& layout, const Real& kappa) {
  return late_balance(layout, kappa).growth;
}

template <typename Real>
Real late_energy_growth(const MeanFieldLayout<Real>& layout, const Real& kappa) {
  const auto balance = late_balance(layout, kappa);
  return balance.spread - balance.drive.plus * balance.growth.plus -
         balance.drive.minus * balance.growth.minus;
}

template <typename Real>
std::optional<Real> benign_slope(const MeanFieldLayout<Real>& layout, const Real& gap) {
  const auto drive = early_balance(layout).drive;
  const Real slower = std::min(drive.plus, drive.minus);
  return slower > 0 ? std::optional<Real>(gap / slower) : std::nullopt;
}

template <typename Real>
std::optional<Real> log_time_slope(const MeanFieldLayout<Real>& layout, const Real& kappa,
                                   const Real& gap) {
  const auto balance = late_balance(layout, kappa);
  const auto& growth = balance.growth;
  // -dv/d(1/kappa): the set of active tokens is locally constant in kappa.
  const auto fall = solved(balance.inertia, Real(1 / kappa), growth);
  const bool plus_is_slower = growth.plus < growth.minus;
  const Real slower = plus_is_slower ? growth.plus : growth.minus;
  const Real slower_fall = plus_is_slower ? fall.plus : fall.minus;
  return slower > 0 ? std::optional<Real>(gap * slower_fall / (slower * slower)) : std::nullopt;
}

template <typename Real>
std::optional<Real> exit_exponent(const MeanFieldLayout<Real>& layout, const Real& head_value) {
  using std::log;
  const Real loss = late_detail::late_logistic(head_value);
  const Real tokens = layout.tokens();
  std::optional<Real> least;
  for (std::size_t first = 0; first < sample_types.size(); first += 2) {  // clean, noisy
    const Real share = layout.weight[first] + layout.weight[first + 1];
    if (!(layout.weight[first + 1] > 0)) {
      continue;
    }
    const Real noise = layout.weight[first + 1] / share;
    Real exponent(0);
    if (noise < loss) {
      const Real divergence =
          noise * log(noise / loss) + (1 - noise) * log((1 - noise) / (1 - loss));
      exponent = share * (tokens - 1) / tokens * divergence;
    }
    least = least && *least < exponent ? least : exponent;
  }
  return least;
}

template <typename Real>
Real noisy_plateau(const Real& label_noise, const Real& head_value) {
  using std::log;
  if (!(label_noise > 0)) {
    return Real(1);
  }
  const Real balance = log((1 - label_noise) / label_noise) / head_value;
  return std::clamp(balance, Real(0), Real(1));
}

template <typename Real>
Real label_noise_limit(const Real& selection, const Real& head_value) {
  return late_detail::late_logistic(Real(selection * head_value));
}

}  // namespace benignity
