#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <limits>

#include "theory/assumptions/near_orthogonality.hpp"
#include "theory/mean_field/layout.hpp"
#include "theory/setting/parameters.hpp"
#include "theory/signal_to_noise_ratio.hpp"

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

/// eta^ >= 0, at least the noisy share of each class: exactly the larger share for fixed labels;
/// eta + sqrt(2 log(16/delta*)/n) for Bernoulli ones, exceeded with probability <= delta*/8. Throws
/// InvalidInput for parameters that validate() refuses. [derived] theory/README.md (9.9)
template <class Real>
[[nodiscard]] Real largest_noisy_share(const Parameters& parameters) {
  using std::log;
  using std::sqrt;
  validate(parameters);
  if (parameters.label_noise_kind == LabelNoiseKind::bernoulli) {
    const Real logarithm = log(16 / capped_failure_probability<Real>(parameters));
    return Real(parameters.label_noise) + sqrt(2 * logarithm / Real(parameters.samples));
  }
  const std::array<std::int64_t, 4> counts = fixed_type_counts(parameters);
  const auto share = [&](SampleType clean_type, SampleType noisy_type) {
    const std::int64_t noisy = counts[index_of(noisy_type)];
    return noisy == 0 ? Real(0) : Real(Real(noisy) / Real(counts[index_of(clean_type)] + noisy));
  };
  const Real plus = share(SampleType::clean_plus, SampleType::noisy_plus);
  const Real minus = share(SampleType::clean_minus, SampleType::noisy_minus);
  return plus < minus ? minus : plus;
}

/// At half of it (ratio 1) the drive of the relevant token is positive at every selection level.
/// [derived] theory/README.md (9.10)
inline constexpr int label_noise_below_threshold_constant = 2;

/// sigma(-g) / eta^ > 0, infinite without noisy samples; sigma(z) = 1/(1 + e^{-z}). Throws as
/// above. [derived] theory/README.md (9.10)
template <class Real>
[[nodiscard]] Real label_noise_below_threshold(const Parameters& parameters) {
  using std::exp;
  const Real share = largest_noisy_share<Real>(parameters);
  const Real threshold = 1 / (1 + exp(head_gap<Real>(parameters)));
  return share == 0 ? std::numeric_limits<Real>::infinity() : Real(threshold / share);
}

/// At half of it (ratio 1) clean samples are the majority of each class.
/// [derived] theory/README.md (9.11)
inline constexpr int clean_majority_constant = 2;

/// 1 / (2 eta^) > 0, infinite without noisy samples. Throws as above.
/// [derived] theory/README.md (9.11)
template <class Real>
[[nodiscard]] Real clean_majority(const Parameters& parameters) {
  const Real share = largest_noisy_share<Real>(parameters);
  return share == 0 ? std::numeric_limits<Real>::infinity() : Real(1 / (2 * share));
}

/// Above it g < 1: the weights -l'(Y f) of two samples differ by a factor of at most e^{1.1}, at
/// any selection. [derived] theory/README.md (9.12)
inline constexpr int bounded_head_gap_constant = 1;

/// 1 / g > 0. Throws InvalidInput for parameters that validate() refuses.
/// [derived] theory/README.md (9.12)
template <class Real>
[[nodiscard]] Real bounded_head_gap(const Parameters& parameters) {
  return 1 / head_gap<Real>(parameters);
}

}  // namespace benignity
