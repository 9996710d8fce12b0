#pragma once

#include <optional>

#include "theory/setting/parameters.hpp"

namespace benignity {

/// What the second-order mean field says of the training set after parameters.steps steps.
struct TrainingAtStep {
  double train_loss;          ///< mean of log(1 + e^{-Y f})
  double least_noisy_margin;  ///< min of Y f over noisy samples; infinite without them
};

/// Throws InvalidInput for parameters that validate() refuses.
/// [derived] theory/README.md (7b.8)
[[nodiscard]] TrainingAtStep training_at_step(const Parameters& parameters);

/// The boundary of a map at a given step: the largest kappa at which the least noisy margin is 0
/// after parameters.steps steps. Above it noisy samples have selected the relevant token and not
/// left it yet (kappa* is the limit of no time at all, and the boundary rises with the steps like
/// the exit law says); below it their labels are fitted. signal_norm is not read; a chosen
/// head_norm stays. Relative error 1e-6. Absent where labels are unfitted, or fitted, at every
/// kappa in [1e-2, 1e4]: too few or too many steps. Throws as above. [derived] theory/README.md
/// (7b.10)
[[nodiscard]] std::optional<double> memorisation_boundary(const Parameters& parameters);

/// The largest kappa at which the train loss after parameters.steps steps is `loss`: what a map of
/// train losses shows. As above.
[[nodiscard]] std::optional<double> train_loss_boundary(const Parameters& parameters, double loss);

}  // namespace benignity
