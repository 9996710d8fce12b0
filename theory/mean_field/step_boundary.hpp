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

/// Where a boundary is sought, 0 < lowest < highest. A map need not look beyond its own kappas:
/// that its loudest cell lies on the quiet side takes one path of the mean field, not fifty.
struct KappaRange {
  double lowest = 1e-2;
  double highest = 1e4;
};

/// The boundary of a map at a given step: the largest kappa at which the least noisy margin is 0
/// after parameters.steps steps. Above it noisy samples have selected the relevant token and not
/// left it yet (kappa* is the limit of no time at all, and the boundary rises with the steps like
/// the exit law says); below it their labels are fitted. signal_norm is not read; a chosen
/// head_norm stays. Relative error 1e-6. Absent where labels are fitted at range.highest, or
/// unfitted at every kappa of the range: too many or too few steps. Throws as above. [derived]
/// theory/README.md (7b.10)
[[nodiscard]] std::optional<double> memorisation_boundary(const Parameters& parameters,
                                                          const KappaRange& range = {});

/// The largest kappa at which the train loss after parameters.steps steps is `loss`: what a map of
/// train losses shows. As above.
[[nodiscard]] std::optional<double> train_loss_boundary(const Parameters& parameters, double loss,
                                                        const KappaRange& range = {});

}  // namespace benignity
