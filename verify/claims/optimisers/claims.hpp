#pragma once

#include <vector>

#include "verify/claims/claim.hpp"
#include "verify/claims/controls/control.hpp"

namespace benignity {

// Momentum, weight decay and mini-batches, theory/optimisers/README.md. What a Design holds is 1 or
// the true constant; a control states another.

/// Event steps of heavy ball are those of plain descent times 1 - beta, and later by m(1 + log v).
struct MomentumDesign {
  double time_factor = 1;   ///< of the stated times
  double delay_factor = 1;  ///< of the stated delays
};
[[nodiscard]] Claim momentum_times_claim(const MomentumDesign& design = {});
[[nodiscard]] Claim momentum_delay_claim(const MomentumDesign& design = {});

/// Three cases of decay, with their edges and the trained state. (O.2) to (O.4)
struct DecayDesign {
  double edge_factor = 1;   ///< of both edges
  double state_factor = 1;  ///< of the stated |p|^2
};
[[nodiscard]] Claim decay_cases_claim(const DecayDesign& design = {});

/// Spread and shift of mini-batches against full batches. (O.5) to (O.7)
struct BatchesDesign {
  double spread_exponent = 1.5;  ///< where batch_size divides samples
  double shift_exponent = 1;
};
[[nodiscard]] Claim batches_claim(const BatchesDesign& design = {});

[[nodiscard]] std::vector<Claim> optimisers_claims();
[[nodiscard]] std::vector<Mutant> optimisers_mutants();

}  // namespace benignity
