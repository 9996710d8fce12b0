#include "theory/mean_field/layout.hpp"

#include "theory/scalar.hpp"

namespace benignity {

std::array<std::int64_t, 4> fixed_type_counts(const Parameters& parameters) {
  const std::int64_t flips = fixed_flips(parameters);
  const std::int64_t plus = (parameters.samples + 1) / 2;
  const std::int64_t minus = parameters.samples / 2;
  const std::int64_t noisy_plus = (flips + 1) / 2;
  const std::int64_t noisy_minus = flips / 2;
  return {plus - noisy_plus, noisy_plus, minus - noisy_minus, noisy_minus};
}

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

template MeanFieldLayout<double> mean_field_layout<double>(const Parameters&);
template MeanFieldLayout<long double> mean_field_layout<long double>(const Parameters&);
template MeanFieldLayout<Float50> mean_field_layout<Float50>(const Parameters&);
template MeanFieldLayout<Float100> mean_field_layout<Float100>(const Parameters&);

}  // namespace benignity
