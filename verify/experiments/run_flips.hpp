#pragma once

#include <optional>
#include <string>

#include "sim/trajectory/settings.hpp"
#include "theory/label_flips.hpp"
#include "verify/experiments/plan.hpp"

namespace benignity {

/// The flips of this run: of the law fixed as theory counts them, of bernoulli as the run draws
/// them; absent for the mean field of bernoulli, which draws none.
[[nodiscard]] std::optional<LabelFlips> run_flips(const RunSettings& settings);

/// "label_noise is 0.01, but 1 of 20 labels is flipped ...", where the law fixed does not flip the
/// share that label_noise says; "" where it does.
[[nodiscard]] std::string label_noise_note(const TokenLaw& law);

/// The same of a sweep, as one line: in how many cells, and which values of label_noise give one
/// and the same setting. "" where label_noise is what runs in every cell.
[[nodiscard]] std::string label_noise_note(const SweepPlan& plan);

}  // namespace benignity
