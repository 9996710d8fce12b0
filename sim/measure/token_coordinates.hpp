#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "sim/data/arrays/checkpoint.hpp"
#include "sim/data/arrays/data_set.hpp"
#include "sim/data/labels.hpp"
#include "theory/mean_field/own_coordinates.hpp"
#include "theory/setting/parameters.hpp"

namespace benignity {

/// What the mean field keeps of K: the plane of the class means at the signal's place, the span of
/// the class means of every place, or everything.
enum class KeptKernel { class_means, place_means, whole };

/// The basis of the plane that is kept, r x d, by class means of these samples: more than the
/// samples that train, or others.
[[nodiscard]] RowMatrix<double> kept_basis(KeptKernel kept, const LabelledTokens& samples,
                                           std::int64_t classes, std::int64_t signal_place);

/// Given tokens as their mean field has them; `basis`: null for the whole of K; `head`: nu, d x 1.
/// Labels as `training` has them. Throws InvalidInput where the parameters have no mean field or
/// more than two classes, and what the checkpoint does.
[[nodiscard]] OwnCoordinates own_coordinates(const LabelledTokens& training,
                                             const Matrix<double>& head,
                                             const RowMatrix<double>* basis,
                                             const Parameters& parameters,
                                             const Checkpoint& checkpoint = go_on);

/// What the mean field says of a run's last step.
struct OwnCoordinatesRun {
  double step = 0;  ///< parameters.steps, or less where the integrator was given up
  double train_loss = 0;
  std::optional<double> clean_fitted;  ///< share of clean samples with Y f > 0
  std::optional<double> noisy_fitted;
  std::vector<double> clean_softmax;  ///< mean softmax of each place, T; empty without samples
  std::vector<double> noisy_softmax;
  std::optional<double> fit;  ///< first step at which all have Y f > 0 after one had not
};

/// From step 0 to parameters.steps, or to 20,000 steps of the integrator, each after a checkpoint.
[[nodiscard]] OwnCoordinatesRun run_own_coordinates(const OwnCoordinates& system,
                                                    const Labels& labels,
                                                    const Parameters& parameters,
                                                    const Checkpoint& checkpoint = go_on);

}  // namespace benignity
