#pragma once

// Definitions of theory/mean_field/layout.hpp, for whoever instantiates them.

#include "theory/mean_field/layout.hpp"

namespace benignity {

template <typename Real>
MeanFieldLayout<Real> mean_field_layout(const Parameters& parameters) {
  validate(parameters);
  MeanFieldLayout<Real> layout;
  if (parameters.label_noise_kind == LabelNoiseKind::fixed) {
    const auto counts = fixed_type_counts(parameters);
    for (std::size_t type = 0; type < counts.size(); ++type) {
      layout.weight[type] = Real(counts[type]) / Real(parameters.samples);
    }
  } else {
    const Real noisy = Real(parameters.label_noise) / 2;
    const Real clean = (1 - Real(parameters.label_noise)) / 2;
    layout.weight = {clean, noisy, clean, noisy};
  }
  layout.multiplicity = {Real(1), Real(parameters.confusing_tokens),
                         Real(parameters.aligned_tokens()), Real(parameters.irrelevant_tokens())};
  layout.weak_signal = Real(parameters.weak_signal);
  if (parameters.weak_signal == 0) {
    layout.multiplicity = {Real(1), Real(0), Real(0), Real(parameters.tokens - 1)};
  }
  return layout;
}

}  // namespace benignity
