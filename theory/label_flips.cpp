#include "theory/label_flips.hpp"

namespace benignity {

std::optional<LabelFlips> fixed_label_flips(const TokenLaw& law) {
  if (law.label_noise_kind != LabelNoiseKind::fixed) return std::nullopt;
  const std::int64_t flips = fixed_flips(law);
  // Classes alternate from +1 on and the first flips are theirs, so the odd one is in class +1.
  return LabelFlips{flips - flips / 2, flips / 2};
}

std::optional<double> effective_label_noise(const TokenLaw& law) {
  const std::optional<LabelFlips> flips = fixed_label_flips(law);
  if (!flips) return std::nullopt;
  return static_cast<double>(flips->total()) / static_cast<double>(law.samples);
}

}  // namespace benignity
