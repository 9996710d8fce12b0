#pragma once

#include <string_view>

#include "theory/mean_field/critical_kappa.hpp"
#include "theory/mean_field/event_times.hpp"
#include "theory/setting/parameters.hpp"

namespace benignity {

/// What the theory expects gradient descent to do with the noisy labels.
enum class Regime {
  not_overfitting,      ///< kappa > 1.2 kappa*: noisy samples select the relevant token for a while
  benign_overfitting,   ///< kappa < 0.8 kappa*: they are memorised, fresh data are classified
  harmful_overfitting,  ///< kappa < 0.8 kappa*: they are memorised, and fresh data are not
                        ///< classified once the test gap is reached, see regime()
  boundary              ///< kappa within 20% of kappa*, or kappa* not solved for: no prediction
};

/// "not_overfitting", "benign_overfitting", "harmful_overfitting", "boundary".
[[nodiscard]] std::string_view name(Regime regime);

/// Half-width of the boundary band around kappa*, relative.
inline constexpr double boundary_half_width = 0.2;

/// The regime of the parameters, given the kappa* and the mean-field times of their equivalent.
/// Without noisy samples there is nothing to overfit: not_overfitting. Where no kappa lets noisy
/// samples select the relevant token, every kappa is below kappa*. Memorisation is harmful where
/// the mean field never reaches target_gap with both classes, or where at that time its error on
/// fresh data exceeds failure_probability: test_error of mean_field_readout. [derived]
/// theory/README.md (2.5), (11.3)
[[nodiscard]] Regime regime(const Parameters& parameters, const CriticalKappa& critical,
                            const MeanFieldTimes& times);

}  // namespace benignity
