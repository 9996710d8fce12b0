#pragma once

// Definitions of theory/mean_field/layout.hpp, for whoever instantiates them.

#include "theory/mean_field/layout.hpp"

namespace benignity {

template <typename Real>
MeanFieldLayout<Real> mean_field_layout(const TokenLaw& law) {
  validate(law);
  MeanFieldLayout<Real> layout;
  if (law.label_noise_kind == LabelNoiseKind::fixed) {
    const auto counts = fixed_type_counts(law);
    for (std::size_t type = 0; type < counts.size(); ++type) {
      layout.weight[type] = Real(counts[type]) / Real(law.samples);
    }
  } else {
    const Real noisy = Real(law.label_noise) / 2;
    const Real clean = (1 - Real(law.label_noise)) / 2;
    layout.weight = {clean, noisy, clean, noisy};
  }
  layout.multiplicity = {Real(1), Real(law.confusing_tokens),
                         Real(law.aligned_tokens()), Real(law.irrelevant_tokens())};
  layout.weak_signal = Real(law.weak_signal);
  if (law.weak_signal == 0) {
    layout.multiplicity = {Real(1), Real(0), Real(0), Real(law.tokens - 1)};
  }
  return layout;
}

}  // namespace benignity
