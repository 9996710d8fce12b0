#pragma once

#include <string>

#include "verify/experiments/plan.hpp"

namespace benignity {

/// The theory over a sweep's cells, a row each, replicates once: swept keys, then SNR, kappa,
/// regime, the theorem's times and the mean field's [steps], kappa* and the closed forms'
/// exponents. Empty where an event never happens, and where the mean field is no plain setting's.
/// Shortest decimals that read back as the same double.
[[nodiscard]] std::string predicted_sweep_csv(const SweepPlan& plan);

}  // namespace benignity
