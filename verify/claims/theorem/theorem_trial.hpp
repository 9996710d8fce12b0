#pragma once

#include <functional>
#include <vector>

#include "sim/trajectory/result.hpp"
#include "theory/assumptions/margins.hpp"
#include "theory/setting/parameters.hpp"
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

using SnapshotEvent = bool (*)(const Snapshot& snapshot, double failure_probability);

/// tau = c tau_select, with c `delay` times the mean field's constant for "noisy samples select
/// x_1", long before the exit time. kappa* is 14.4 here: kappa/kappa* = 3.1 exceeds the margin's
/// 2.5.
struct NotOverfittingDesign {
  double kappa = 45;
  double delay = 1.5;
};

/// tau = `delay` times the mean field's time at which the test gap reaches log(T-1) +
/// gap_above_uniform: with T - 1 other tokens at logit 0, s_1 = 1/(1 + e^{-1/2}) = 0.62 there.
/// kappa*/kappa = 7.2 exceeds the margin's 2.5.
struct BenignOverfittingDesign {
  double kappa = 2;
  double gap_above_uniform = 0.5;
  double delay = 1;
};

/// Every clean sample is fitted, no noisy one is, and P[sign f != Y*] < delta.
[[nodiscard]] bool not_overfitting_signs(const Snapshot& snapshot, double delta);
/// Every sample, noisy ones included, and a share of at least 1 - delta of fresh ones select x_1.
[[nodiscard]] bool not_overfitting_selections(const Snapshot& snapshot, double delta);
/// Every training label is memorised and P[sign f != Y*] < delta.
[[nodiscard]] bool benign_overfitting_signs(const Snapshot& snapshot, double delta);
/// Clean samples select x_1, noisy ones are fitted by leaving it, a share of at least 1 - delta of
/// fresh samples select x_1.
[[nodiscard]] bool benign_overfitting_selections(const Snapshot& snapshot, double delta);

/// The trials of the theorem's two parts; a control changes one constant of the design or takes
/// another event.
[[nodiscard]] TheoremTrial not_overfitting_trial(const NotOverfittingDesign& design,
                                                 SnapshotEvent event);
[[nodiscard]] TheoremTrial benign_overfitting_trial(const BenignOverfittingDesign& design,
                                                    SnapshotEvent event);

}  // namespace benignity
