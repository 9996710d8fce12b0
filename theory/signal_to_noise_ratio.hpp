#pragma once

#include <cmath>

#include "theory/setting/parameters.hpp"

namespace benignity {

/// SNR^2 = |mu|^2 / (sigma_eps^2 d), which the theorem compares with 1/n.
/// Throws InvalidInput for a law that validate() refuses. [paper] Setting
template <class Real>
[[nodiscard]] Real signal_to_noise_ratio_squared(const TokenLaw& law) {
  validate(law);
  const Real ratio = Real(law.signal_norm) / Real(law.noise_std);
  return ratio * ratio / Real(law.dimension);
}

/// SNR = |mu| / (sigma_eps sqrt(d)). Throws as above. [paper] Setting
template <class Real>
[[nodiscard]] Real signal_to_noise_ratio(const TokenLaw& law) {
  using std::sqrt;
  validate(law);
  const Real root_dimension = sqrt(Real(law.dimension));
  return Real(law.signal_norm) / (Real(law.noise_std) * root_dimension);
}

/// kappa = n SNR^2: part 1 of the theorem is kappa -> infinity, part 2 is kappa -> 0. Throws as
/// above. [derived] theory/README.md section 1
template <class Real>
[[nodiscard]] Real kappa(const TokenLaw& law) {
  return Real(law.samples) * signal_to_noise_ratio_squared<Real>(law);
}

/// g = |nu| |mu| / sqrt(2) > 0: the head value nu . mu_+1 = -nu . mu_-1 of a relevant token without
/// its noise, for nu along mu_+1 - mu_-1. Throws as above. [derived] theory/README.md section 1
template <class Real>
[[nodiscard]] Real head_gap(const Parameters& parameters) {
  using std::sqrt;
  validate(parameters);
  return Real(parameters.head_norm()) * Real(parameters.signal_norm) / sqrt(Real(2));
}

/// The parameters with |mu| = sigma_eps sqrt(kappa d/n), so that kappa() of them is the given one
/// up to rounding; everything else stays, head_norm's default 1/|mu| follows. Throws as above,
/// where `kappa` is not positive or that |mu| is out of range too. [derived] theory/README.md
/// section 1
[[nodiscard]] Parameters with_kappa(Parameters parameters, double kappa);

}  // namespace benignity
