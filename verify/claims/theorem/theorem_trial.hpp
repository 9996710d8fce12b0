#pragma once

#include <functional>
#include <vector>

#include "sim/trajectory/result.hpp"
#include "theory/assumptions/margins.hpp"
#include "theory/parameters.hpp"
#include "verify/claims/claim.hpp"

namespace benignity {

/// A setting with n = 20, T = 4, eta = rho = 0.1, delta = 0.1 at the given kappa, d = 10^8 and a
/// step size that leaves the small-step margin at 1.5: every other margin that theory/README.md
/// section 9 asks for then exceeds 1, which the claims check before they run.
[[nodiscard]] Parameters in_regime_setting(double kappa);

/// One part of the theorem, in one form, on trial: "at step tau the event holds with probability at
/// least 1 - delta".
struct TheoremTrial {
  Parameters parameters;  ///< steps = the predicted tau
  std::vector<MarginScope> scopes;
  std::function<bool(const Snapshot&, double failure_probability)> event;
  std::vector<Measurement> predictions;  ///< times and constants fixed before the run
  double constants_factor = 1;           ///< what every margin's constant is multiplied by
};

/// Independent replicates of the sampled engine, Clopper-Pearson with declared doubling (128
/// replicates, then 256, then 512). OUT_OF_REGIME where a margin of the scopes does not exceed 1;
/// VACUOUS where the event held at tau = 0 in at least 10% of the replicates.
[[nodiscard]] Finding decide(const TheoremTrial& trial, const ClaimContext& context);

}  // namespace benignity
