#pragma once

// Definitions of theory/mean_field/equations.hpp, for whoever instantiates them.

#include <cmath>

#include "theory/mean_field/equations.hpp"
#include "theory/setting/plain.hpp"

namespace benignity {
namespace mean_field_detail {

/// sigma(-z), no overflow for any finite z.
template <typename Real>
Real falling_logistic(const Real& z) {
  using std::exp;
  if (z > 0) {
    const Real small = exp(-z);
    return small / (1 + small);
  }
  return 1 / (1 + exp(z));
}

/// Softmax, advantages and margin of a sample from its kinds' logits and head values Y gamma, the
/// latter in units of `head_value`; `pivot` has the largest logit.
template <typename Real>
SampleAttention<Real> attend(const MeanFieldLayout<Real>& layout, const std::array<Real, 4>& logit,
                             const std::array<Real, 4>& value, std::size_t pivot,
                             const Real& head_value) {
  using std::exp;
  SampleAttention<Real> attention{};
  Real total(0);
  for (std::size_t k = 0; k < 4; ++k) {
    attention.softmax[k] =
        layout.multiplicity[k] > 0 ? Real(exp(logit[k] - logit[pivot])) : Real(0);
    total += layout.multiplicity[k] * attention.softmax[k];
  }
  Real beyond_pivot(0);  // (Y f - Y gamma_pivot) / g
  for (std::size_t k = 0; k < 4; ++k) {
    attention.softmax[k] /= total;
    beyond_pivot += layout.multiplicity[k] * attention.softmax[k] * (value[k] - value[pivot]);
  }
  for (std::size_t k = 0; k < 4; ++k) {
    attention.advantage[k] = layout.multiplicity[k] > 0
                                 ? Real(head_value * ((value[k] - value[pivot]) - beyond_pivot))
                                 : Real(0);
  }
  attention.margin = head_value * (value[pivot] + beyond_pivot);
  attention.loss_weight = mean_field_detail::falling_logistic(attention.margin);
  return attention;
}

}  // namespace mean_field_detail

template <typename Real>
MeanFieldSystem<Real> mean_field_system(const Parameters& parameters) {
  using std::sqrt;
  require_plain(parameters);
  MeanFieldSystem<Real> system{mean_field_layout<Real>(parameters), Real(0), Real(0)};
  const Real signal_over_noise = Real(parameters.signal_norm) / Real(parameters.noise_std);
  system.kappa =
      Real(parameters.samples) / Real(parameters.dimension) * signal_over_noise * signal_over_noise;
  const Real head_norm = parameters.chosen_head_norm ? Real(*parameters.chosen_head_norm)
                                                     : 1 / Real(parameters.signal_norm);
  system.head_value = head_norm * Real(parameters.signal_norm) / sqrt(Real(2));
  return system;
}

template <typename Real>
SignalLogits<Real> signal_logits(const MeanFieldSystem<Real>& system,
                                 const MeanFieldState<Real>& state) {
  const auto& layout = system.layout;
  SignalLogits<Real> sum{Real(0), Real(0)};
  for (const SampleType type : sample_types) {
    for (const TokenKind kind : token_kinds) {
      const auto m = signal_coefficients(layout, type, kind);
      const Real share = layout.weight[index_of(type)] * layout.multiplicity[index_of(kind)] *
                         state[state_index(type, kind)];
      sum.plus += share * m.plus;
      sum.minus += share * m.minus;
    }
  }
  return {system.kappa * sum.plus, system.kappa * sum.minus};
}

template <typename Real>
SampleAttention<Real> sample_attention(const MeanFieldSystem<Real>& system,
                                       const MeanFieldState<Real>& state,
                                       const SignalLogits<Real>& logits, SampleType type) {
  using std::exp;
  const auto& layout = system.layout;
  const int label = observed_label(type);
  std::array<Real, 4> logit;
  std::array<Real, 4> value;  // Y gamma / g
  std::size_t pivot = 0;      // the relevant kind is always present
  for (const TokenKind kind : token_kinds) {
    const std::size_t k = index_of(kind);
    const auto m = signal_coefficients(layout, type, kind);
    logit[k] = m.plus * logits.plus + m.minus * logits.minus + state[state_index(type, kind)];
    value[k] = label * (m.plus - m.minus);
    if (layout.holds(kind) && logit[k] > logit[pivot]) {
      pivot = k;
    }
  }
  return mean_field_detail::attend(layout, logit, value, pivot, system.head_value);
}

template <typename Real>
MeanFieldState<Real> mean_field_rate(const MeanFieldSystem<Real>& system,
                                     const MeanFieldState<Real>& state) {
  const auto logits = signal_logits(system, state);
  MeanFieldState<Real> rate;
  for (const SampleType type : sample_types) {
    if (!system.layout.holds(type)) {
      for (const TokenKind kind : token_kinds) {
        rate[state_index(type, kind)] = 0;
      }
      continue;
    }
    const auto attention = sample_attention(system, state, logits, type);
    for (const TokenKind kind : token_kinds) {
      const std::size_t k = index_of(kind);
      rate[state_index(type, kind)] =
          attention.loss_weight * attention.softmax[k] * attention.advantage[k];
    }
  }
  return rate;
}

}  // namespace benignity
