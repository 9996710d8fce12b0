#pragma once

#include <functional>

#include "theory/mean_field/path.hpp"

namespace benignity {

enum class LabelState { clean, noisy };

[[nodiscard]] bool has_samples(const MeanFieldLayout<double>& layout, LabelState labels);

/// min of Y f over the types present.
[[nodiscard]] double least_margin(const MeanFieldSystem<double>& system,
                                  const MeanFieldState<double>& state);

/// min of s_1 over the types present with that label state; infinity where there is none.
[[nodiscard]] double least_relevant_softmax(const MeanFieldSystem<double>& system,
                                            const MeanFieldState<double>& state, LabelState labels);

/// d/dtheta of log s_1 of the noisy type whose s_1 is least; 0 where no sample is noisy.
[[nodiscard]] double noisy_selection_rate(const MeanFieldSystem<double>& system,
                                          const MeanFieldState<double>& state);

/// The length l in [0, step] with value(path.after(l)) = 0, located to 40 bits. `before` and
/// `behind`, the values at both ends, must not have the same sign.
[[nodiscard]] double crossing_length(
    const MeanFieldPath& path, double step, double before, double behind,
    const std::function<double(const MeanFieldState<double>&)>& value);

/// `step` cut short at a peak of the least noisy s_1, where one stands out above both ends by 1e-9:
/// a peak must end a step, or a threshold that it touches between two steps would go unseen.
[[nodiscard]] MeanFieldStep ended_at_noisy_peak(const MeanFieldSystem<double>& system,
                                                const MeanFieldPath& path,
                                                const MeanFieldStep& step);

}  // namespace benignity
