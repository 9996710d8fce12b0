#pragma once

// Definitions of theory/mean_field/late_balance.hpp, for whoever instantiates them.

#include <array>
#include <cmath>
#include <limits>

#include "theory/mean_field/late_balance.hpp"

namespace benignity {
namespace late_detail {

/// A type of samples that has settled on its best tokens.
template <typename Real>
struct Settled {
  Real weight;
  std::array<SignalCoefficients<Real>, 4> m;  ///< by kind
  std::array<Real, 4> count;                  ///< tokens of the kind outside A
  SignalCoefficients<Real> best;              ///< m_A: equal values mean equal m, up to m = 0
  Real best_count = Real(0);                  ///< K
};

template <typename Real>
Settled<Real> settled(const MeanFieldLayout<Real>& layout, SampleType type) {
  Settled<Real> sample;
  sample.weight = layout.weight[index_of(type)];
  const int label = observed_label(type);
  std::size_t best = 0;
  std::array<Real, 4> value;  // Y gamma / g
  for (const TokenKind kind : token_kinds) {
    const std::size_t k = index_of(kind);
    sample.m[k] = signal_coefficients(layout, type, kind);
    sample.count[k] = layout.multiplicity[k];
    value[k] = label * (sample.m[k].plus - sample.m[k].minus);
    if (layout.holds(kind) && value[k] > value[best]) best = k;
  }
  sample.best = sample.m[best];
  for (std::size_t k = 0; k < 4; ++k) {
    if (!(sample.count[k] > 0) || value[k] != value[best]) continue;
    sample.best_count += sample.count[k];
    sample.count[k] = Real(0);
  }
  return sample;
}

/// What the sample does at a given v: Q, and which kinds have q = x - Q > 0 where x_k = 1 - (m_A -
/// m_k).v. K Q = sum of q has one root, since its sides move against each other.
template <typename Real>
struct Response {
  Real gain = Real(0);         ///< Q = dbeta_A
  std::array<Real, 4> fall{};  ///< q by kind, 0 for those that stand still
};

template <typename Real>
Response<Real> response(const Settled<Real>& sample, const SignalLogits<Real>& v) {
  std::array<Real, 4> pull;  // x
  for (std::size_t k = 0; k < 4; ++k) {
    pull[k] = 1 - ((sample.best.plus - sample.m[k].plus) * v.plus +
                   (sample.best.minus - sample.m[k].minus) * v.minus);
  }
  std::array<bool, 4> active{};
  Real total(0);
  Real number = sample.best_count;
  Response<Real> response;
  while (true) {  // adds the kind of the largest pull until none pulls more than the gain
    std::size_t next = 4;
    for (std::size_t k = 0; k < 4; ++k) {
      if (active[k] || !(sample.count[k] > 0)) continue;
      if (next == 4 || pull[k] > pull[next]) next = k;
    }
    if (next == 4 || !(pull[next] > response.gain)) break;
    active[next] = true;
    total += sample.count[next] * pull[next];
    number += sample.count[next];
    response.gain = total / number;
  }
  for (std::size_t k = 0; k < 4; ++k) {
    if (active[k]) response.fall[k] = pull[k] - response.gain;
  }
  return response;
}

/// The program's value at v, with beta at its best for that v.
template <typename Real>
struct Height {
  Real value;
  SignalLogits<Real> slope;  ///< v/kappa - sum of w m beta
};

template <typename Real>
Height<Real> height(const std::array<Settled<Real>, 4>& samples, const Real& inverse_kappa,
                    const SignalLogits<Real>& v) {
  Height<Real> at{inverse_kappa * (v.plus * v.plus + v.minus * v.minus) / 2,
                  {inverse_kappa * v.plus, inverse_kappa * v.minus}};
  for (const Settled<Real>& sample : samples) {
    if (!(sample.weight > 0)) continue;
    const Response<Real> moved = response(sample, v);
    const Real up = sample.weight * sample.best_count * moved.gain;
    at.value += up * moved.gain / 2;
    at.slope.plus -= up * sample.best.plus;
    at.slope.minus -= up * sample.best.minus;
    for (std::size_t k = 0; k < 4; ++k) {
      const Real down = sample.weight * sample.count[k] * moved.fall[k];
      at.value += down * moved.fall[k] / 2;
      at.slope.plus += down * sample.m[k].plus;
      at.slope.minus += down * sample.m[k].minus;
    }
  }
  return at;
}

/// u, M and the spread over the tokens that are active at v; growth is v.
template <typename Real>
LateBalance<Real> balance_at(const std::array<Settled<Real>, 4>& samples,
                             const SignalLogits<Real>& v) {
  LateBalance<Real> balance{v, {Real(0), Real(0)}, {Real(0), Real(0), Real(0)}, Real(0)};
  for (const Settled<Real>& sample : samples) {
    if (!(sample.weight > 0)) continue;
    const Response<Real> moved = response(sample, v);
    std::array<Real, 5> count{};  // the fifth is A
    std::array<SignalCoefficients<Real>, 5> m;
    Real tokens(0);
    SignalCoefficients<Real> mean{Real(0), Real(0)};
    for (std::size_t k = 0; k < 5; ++k) {
      m[k] = k < 4 ? sample.m[k] : sample.best;
      if (k == 4 || moved.fall[k] > 0) count[k] = k < 4 ? sample.count[k] : sample.best_count;
      tokens += count[k];
      mean.plus += count[k] * m[k].plus;
      mean.minus += count[k] * m[k].minus;
    }
    mean.plus /= tokens;
    mean.minus /= tokens;
    for (std::size_t k = 0; k < 5; ++k) {
      const Real share = sample.weight * count[k];
      const Real plus = m[k].plus - mean.plus;
      const Real minus = m[k].minus - mean.minus;
      balance.inertia.plus_plus += share * plus * plus;
      balance.inertia.plus_minus += share * plus * minus;
      balance.inertia.minus_minus += share * minus * minus;
    }
    const Real best = sample.weight * sample.best_count;
    balance.drive.plus += best * (sample.best.plus - mean.plus);
    balance.drive.minus += best * (sample.best.minus - mean.minus);
    balance.spread += best * (1 - sample.best_count / tokens);
  }
  return balance;
}

template <typename Real>
std::array<Settled<Real>, 4> settled_samples(const MeanFieldLayout<Real>& layout) {
  std::array<Settled<Real>, 4> samples;
  for (const SampleType type : sample_types) samples[index_of(type)] = settled(layout, type);
  return samples;
}

}  // namespace late_detail

template <typename Real>
SignalLogits<Real> solved(const SignalInertia<Real>& inertia, const Real& inverse_kappa,
                          const SignalLogits<Real>& right) {
  const Real first = inverse_kappa + inertia.plus_plus;
  const Real second = inverse_kappa + inertia.minus_minus;
  const Real determinant = first * second - inertia.plus_minus * inertia.plus_minus;
  return {(second * right.plus - inertia.plus_minus * right.minus) / determinant,
          (first * right.minus - inertia.plus_minus * right.plus) / determinant};
}

template <typename Real>
LateBalance<Real> early_balance(const MeanFieldLayout<Real>& layout) {
  return late_detail::balance_at(late_detail::settled_samples(layout), {Real(0), Real(0)});
}

template <typename Real>
LateBalance<Real> late_balance(const MeanFieldLayout<Real>& layout, const Real& kappa) {
  using std::sqrt;
  const auto samples = late_detail::settled_samples(layout);
  const Real inverse_kappa = 1 / kappa;
  const Real tolerance = 16 * std::numeric_limits<Real>::epsilon();
  // The program is piecewise quadratic in v: with the set of active tokens right, one Newton step
  // ends the search. The line search makes every step a descent while the set still changes; it is
  // needed, as plain Newton steps can alternate between two sets.
  constexpr int most_steps = 200;
  SignalLogits<Real> v{Real(0), Real(0)};
  auto at = late_detail::height(samples, inverse_kappa, v);
  for (int count = 0; count < most_steps; ++count) {
    const auto balance = late_detail::balance_at(samples, v);
    const SignalLogits<Real> target = solved(balance.inertia, inverse_kappa, balance.drive);
    const SignalLogits<Real> way{target.plus - v.plus, target.minus - v.minus};
    const Real descent = at.slope.plus * way.plus + at.slope.minus * way.minus;
    if (!(descent < -tolerance * tolerance * at.value)) break;
    Real length(1);
    for (int halving = 0; halving < 60; ++halving, length /= 2) {
      const SignalLogits<Real> tried{v.plus + length * way.plus, v.minus + length * way.minus};
      const auto there = late_detail::height(samples, inverse_kappa, tried);
      if (there.value <= at.value + length * descent / 10) {
        v = tried;
        at = there;
        break;
      }
      if (halving == 59) count = most_steps;  // descent is below rounding
    }
  }
  auto balance = late_detail::balance_at(samples, v);
  balance.growth = solved(balance.inertia, inverse_kappa, balance.drive);
  return balance;
}

}  // namespace benignity
