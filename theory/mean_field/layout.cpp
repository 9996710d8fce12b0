#include "theory/mean_field/layout.ipp"

namespace benignity {

std::array<std::int64_t, 4> fixed_type_counts(const TokenLaw& law) {
  const std::int64_t flips = fixed_flips(law);
  const std::int64_t plus = (law.samples + 1) / 2;
  const std::int64_t minus = law.samples / 2;
  const std::int64_t noisy_plus = (flips + 1) / 2;
  const std::int64_t noisy_minus = flips / 2;
  return {plus - noisy_plus, noisy_plus, minus - noisy_minus, noisy_minus};
}

template MeanFieldLayout<double> mean_field_layout<double>(const TokenLaw&);

}  // namespace benignity
