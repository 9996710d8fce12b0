#pragma once

#include <limits>
#include <optional>

#include "theory/parameters.hpp"
#include "theory/signal_to_noise_ratio.hpp"

namespace benignity {

/// At half of it, a factor 5/4, kappa is still outside the boundary band of 20% around kappa*.
/// [derived] theory/README.md (9.18)
inline constexpr double regime_distance_constant = 2.5;

/// kappa / kappa*, which part 1 of the theorem needs large; 0 where no kappa* exists: then noisy
/// samples select the relevant token at no kappa. Throws InvalidInput for parameters that
/// validate() refuses. [derived] theory/README.md (9.18)
template <class Real>
[[nodiscard]] Real distance_above_critical(const Parameters& parameters,
                                           const std::optional<double>& critical_kappa) {
  const Real value = kappa<Real>(parameters);
  return critical_kappa ? Real(value / Real(*critical_kappa)) : Real(0);
}

/// kappa* / kappa, which part 2 needs large; infinite where no kappa* exists. Throws as above.
/// [derived] theory/README.md (9.18)
template <class Real>
[[nodiscard]] Real distance_below_critical(const Parameters& parameters,
                                           const std::optional<double>& critical_kappa) {
  const Real value = kappa<Real>(parameters);
  return critical_kappa ? Real(Real(*critical_kappa) / value)
                        : std::numeric_limits<Real>::infinity();
}

}  // namespace benignity
