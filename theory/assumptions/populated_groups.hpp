#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>

#include "theory/assumptions/union_logarithm.hpp"
#include "theory/mean_field/layout.hpp"
#include "theory/parameters.hpp"

namespace benignity {

/// fixed labels: 1/2, for the count is whole. Bernoulli labels: 2 log(32/delta*); at half of it all
/// four groups are populated with probability >= 1 - delta*/8. Throws InvalidInput for parameters
/// that validate() refuses.
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
  validate(parameters);
  if (parameters.label_noise_kind == LabelNoiseKind::fixed) {
    const std::array<std::int64_t, 4> counts = fixed_type_counts(parameters);
    return Real(*std::min_element(counts.begin(), counts.end()));
  }
  const Real noisy = Real(parameters.label_noise);
  const Real clean = 1 - noisy;
  return Real(parameters.samples) * (noisy < clean ? noisy : clean) / 2;
}

}  // namespace benignity
