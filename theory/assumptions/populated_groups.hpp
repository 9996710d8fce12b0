#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>

#include "theory/assumptions/union_logarithm.hpp"
#include "theory/parameters.hpp"

namespace benignity {

/// Training samples of each true class (+1, -1) by clean and noisy, under the fixed label law.
struct GroupCounts {
  std::int64_t clean_plus;
  std::int64_t noisy_plus;
  std::int64_t clean_minus;
  std::int64_t noisy_minus;
};

/// The counts of LabelNoiseKind::fixed: ceil(n/2) samples and ceil(F/2) of the F = ceil(n eta)
/// flips in class +1. Throws InvalidInput for parameters that validate() refuses.
[[nodiscard]] inline GroupCounts fixed_group_counts(const Parameters& parameters) {
  validate(parameters);
  const std::int64_t flips = fixed_flips(parameters);
  const std::int64_t noisy_plus = flips - flips / 2;
  const std::int64_t plus = parameters.samples - parameters.samples / 2;
  return {plus - noisy_plus, noisy_plus, parameters.samples / 2 - flips / 2, flips / 2};
}

/// fixed labels: 1/2, for the count is whole. Bernoulli labels: 2 log(32/delta*); at half of it all
/// four groups are populated with probability >= 1 - delta*/8. Throws as above.
/// [derived] theory/README.md (9.8)
template <class Real>
[[nodiscard]] Real populated_groups_constant(const Parameters& parameters) {
  using std::log;
  if (parameters.label_noise_kind == LabelNoiseKind::fixed) {
    return Real(1) / 2;
  }
  return 2 * log(32 / capped_failure_probability<Real>(parameters));
}

/// The (expected, for Bernoulli labels: n min(eta, 1 - eta)/2) size of the smallest of the four
/// groups, >= 0. Throws as above. [derived] theory/README.md (9.8)
template <class Real>
[[nodiscard]] Real populated_groups(const Parameters& parameters) {
  if (parameters.label_noise_kind == LabelNoiseKind::fixed) {
    const GroupCounts counts = fixed_group_counts(parameters);
    return Real(
        std::min({counts.clean_plus, counts.noisy_plus, counts.clean_minus, counts.noisy_minus}));
  }
  validate(parameters);
  const Real noisy = Real(parameters.label_noise);
  const Real clean = 1 - noisy;
  return Real(parameters.samples) * (noisy < clean ? noisy : clean) / 2;
}

}  // namespace benignity
