#include "theory/mean_field/trained_head.hpp"

#include <algorithm>
#include <cmath>

#include "theory/mean_field/equations.ipp"
#include "theory/setting/plain.hpp"
#include "theory/time_scales.hpp"

namespace benignity {
namespace {

/// The same setting with its linear head held still at the default's norm.
Parameters with_still_head(Parameters parameters) {
  parameters.trained.linear_head = false;
  if (parameters.init_head == InitHead::zero) parameters.init_head = InitHead::signal;
  parameters.chosen_head_norm.reset();
  parameters.chosen_head_step_size.reset();
  return parameters;
}

}  // namespace

TrainedHeadSystem trained_head_system(const Parameters& parameters) {
  validate(parameters);
  const Parameters still = with_still_head(parameters);
  TrainedHeadSystem system{mean_field_system<double>(still), 0};
  const bool from_zero = parameters.init_head == InitHead::zero;
  system.start.head_value =
      from_zero ? 0 : parameters.head_norm() * parameters.signal_norm / std::sqrt(2.0);
  if (parameters.trained.linear_head) {
    system.head_rate =
        parameters.head_step_size() / (parameters.step_size * logit_gain<double>(still));
  }
  return system;
}

bool has_trained_head_system(const Parameters& parameters) {
  return parameters.trained.linear_head && is_plain(with_still_head(parameters));
}

double trained_head_gain(const Parameters& parameters) {
  return logit_gain<double>(with_still_head(parameters));
}

double steps_per_scaled_time(const Parameters& parameters) {
  return std::exp(log_steps_per_scaled_time(with_still_head(parameters)));
}

SignalLogits<double> signal_values(const TrainedHeadSystem& system, const TrainedHeadState& state) {
  const SignalLogits<double> learned = signal_logits(system.start, state.values);
  return {system.start.head_value + learned.plus, learned.minus - system.start.head_value};
}

SampleAttention<double> sample_attention(const TrainedHeadSystem& system,
                                         const TrainedHeadState& state, SampleType type) {
  const MeanFieldLayout<double>& layout = system.start.layout;
  const SignalLogits<double> logits = signal_logits(system.start, state.logits);
  const SignalLogits<double> values = signal_values(system, state);
  std::array<double, 4> logit{};
  std::array<double, 4> value{};  // Y gamma
  std::size_t pivot = 0;          // the relevant kind is always present
  for (const TokenKind kind : token_kinds) {
    const std::size_t k = index_of(kind);
    const auto m = signal_coefficients(layout, type, kind);
    const std::size_t at = state_index(type, kind);
    logit[k] = m.plus * logits.plus + m.minus * logits.minus + state.logits[at];
    value[k] =
        observed_label(type) * (m.plus * values.plus + m.minus * values.minus + state.values[at]);
    if (layout.holds(kind) && logit[k] > logit[pivot]) pivot = k;
  }
  return mean_field_detail::attend(layout, logit, value, pivot, 1.0);
}

TrainedHeadProducts products_per_sample(const TrainedHeadSystem& system,
                                        const TrainedHeadState& state) {
  const MeanFieldLayout<double>& layout = system.start.layout;
  const SignalLogits<double> w = signal_logits(system.start, state.logits);
  const SignalLogits<double> nu = signal_values(system, state);
  const double kappa = system.start.kappa;
  TrainedHeadProducts sum{(w.plus * w.plus + w.minus * w.minus) / kappa,
                          (w.plus * nu.plus + w.minus * nu.minus) / kappa,
                          (nu.plus * nu.plus + nu.minus * nu.minus) / kappa};
  for (const SampleType type : sample_types) {
    for (const TokenKind kind : token_kinds) {
      const std::size_t at = state_index(type, kind);
      const double share = layout.weight[index_of(type)] * layout.multiplicity[index_of(kind)];
      sum.directions += share * state.logits[at] * state.logits[at];
      sum.mixed += share * state.logits[at] * state.values[at];
      sum.heads += share * state.values[at] * state.values[at];
    }
  }
  return sum;
}

TrainedHeadState trained_head_rate(const TrainedHeadSystem& system, const TrainedHeadState& state) {
  TrainedHeadState rate;
  for (const SampleType type : sample_types) {
    if (!system.start.layout.holds(type)) continue;
    const SampleAttention<double> attention = sample_attention(system, state, type);
    for (const TokenKind kind : token_kinds) {
      const std::size_t k = index_of(kind);
      const std::size_t at = state_index(type, kind);
      const double weighted = attention.loss_weight * attention.softmax[k];
      rate.logits[at] = weighted * attention.advantage[k];
      rate.values[at] = system.head_rate * observed_label(type) * weighted;
    }
  }
  return rate;
}

}  // namespace benignity
