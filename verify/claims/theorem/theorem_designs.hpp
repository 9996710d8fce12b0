#pragma once

#include "verify/claims/theorem/theorem_trial.hpp"

namespace benignity {

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
