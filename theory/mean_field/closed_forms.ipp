#pragma once

// Definitions of theory/mean_field/closed_forms.hpp, for whoever instantiates them.

#include <algorithm>
#include <array>
#include <cmath>

#include "theory/mean_field/closed_forms.hpp"

namespace benignity {
namespace late_detail {

/// Symmetric 2 x 2 matrix of (7.12) along mu_+1 and mu_-1.
template <typename Real>
struct Inertia {
  Real plus_plus;
  Real plus_minus;
  Real minus_minus;
};

/// u and M of (7.12).
template <typename Real>
struct LateBalance {
  SignalLogits<Real> drive;
  Inertia<Real> inertia;
  Real spread;  ///< E[K(1 - K/T)] of (11.10)
};

/// Adds one type's share of u and M.
template <typename Real>
void add_type(const MeanFieldLayout<Real>& layout, SampleType type, LateBalance<Real>& balance) {
  const Real tokens = layout.tokens();
  const int label = observed_label(type);
  Real mean_plus(0), mean_minus(0);
  std::optional<Real> best_value;  // max of Y gamma / g over the kinds present
  for (const TokenKind kind : token_kinds) {
    if (!layout.holds(kind)) {
      continue;
    }
    const auto m = signal_coefficients(layout, type, kind);
    const Real count = layout.multiplicity[index_of(kind)];
    mean_plus += count * m.plus / tokens;
    mean_minus += count * m.minus / tokens;
    const Real value = label * (m.plus - m.minus);
    best_value = best_value && *best_value > value ? best_value : value;
  }
  const Real weight = layout.weight[index_of(type)];
  Real best_count(0);
  for (const TokenKind kind : token_kinds) {
    const auto m = signal_coefficients(layout, type, kind);
    const Real count = weight * layout.multiplicity[index_of(kind)];
    const Real plus = m.plus - mean_plus;
    const Real minus = m.minus - mean_minus;
    balance.inertia.plus_plus += count * plus * plus;
    balance.inertia.plus_minus += count * plus * minus;
    balance.inertia.minus_minus += count * minus * minus;
    if (layout.holds(kind) && label * (m.plus - m.minus) == *best_value) {
      balance.drive.plus += count * plus;
      balance.drive.minus += count * minus;
      best_count += layout.multiplicity[index_of(kind)];
    }
  }
  balance.spread += weight * best_count * (1 - best_count / tokens);
}

template <typename Real>
LateBalance<Real> late_balance(const MeanFieldLayout<Real>& layout) {
  LateBalance<Real> balance{{Real(0), Real(0)}, {Real(0), Real(0), Real(0)}, Real(0)};
  for (const SampleType type : sample_types) {
    if (layout.holds(type)) {
      add_type(layout, type, balance);
    }
  }
  return balance;
}

/// (1/kappa + M)^{-1} right.
template <typename Real>
SignalLogits<Real> solved(const Inertia<Real>& inertia, const Real& inverse_kappa,
                          const SignalLogits<Real>& right) {
  const Real first = inverse_kappa + inertia.plus_plus;
  const Real second = inverse_kappa + inertia.minus_minus;
  const Real determinant = first * second - inertia.plus_minus * inertia.plus_minus;
  return {(second * right.plus - inertia.plus_minus * right.minus) / determinant,
          (first * right.minus - inertia.plus_minus * right.plus) / determinant};
}

/// sigma(-z) for z >= 0.
template <typename Real>
Real late_logistic(const Real& z) {
  using std::exp;
  return exp(-z) / (1 + exp(-z));
}

}  // namespace late_detail

template <typename Real>
SignalLogits<Real> late_signal_growth(const MeanFieldLayout<Real>& layout, const Real& kappa) {
  const auto balance = late_detail::late_balance(layout);
  return late_detail::solved(balance.inertia, Real(1 / kappa), balance.drive);
}

template <typename Real>
Real late_energy_growth(const MeanFieldLayout<Real>& layout, const Real& kappa) {
  const auto balance = late_detail::late_balance(layout);
  const auto growth = late_detail::solved(balance.inertia, Real(1 / kappa), balance.drive);
  return balance.spread - balance.drive.plus * growth.plus - balance.drive.minus * growth.minus;
}

template <typename Real>
std::optional<Real> benign_slope(const MeanFieldLayout<Real>& layout, const Real& gap) {
  const auto drive = late_detail::late_balance(layout).drive;
  const Real slower = std::min(drive.plus, drive.minus);
  return slower > 0 ? std::optional<Real>(gap / slower) : std::nullopt;
}

template <typename Real>
std::optional<Real> log_time_slope(const MeanFieldLayout<Real>& layout, const Real& kappa,
                                   const Real& gap) {
  const auto balance = late_detail::late_balance(layout);
  const Real inverse_kappa = 1 / kappa;
  const auto growth = late_detail::solved(balance.inertia, inverse_kappa, balance.drive);
  const auto fall = late_detail::solved(balance.inertia, inverse_kappa, growth);  // -dv/d(1/kappa)
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
