#pragma once

#include <string>
#include <vector>

#include "theory/assumptions/training.hpp"
#include "theory/mean_field/critical_kappa.hpp"
#include "theory/setting/parameters.hpp"

namespace benignity {

/// What of the theorem stands on a margin.
enum class MarginScope {
  both_parts,
  part_one,  ///< not overfitting
  part_two   ///< benign overfitting
};

/// One assumption of the theorem as a number, [derived] theory/README.md section 9.
struct Margin {
  std::string name;
  double value;     ///< ratio / constant: the assumption holds where it exceeds 1; may be infinite
  double ratio;     ///< >= 0, grows as the assumption gets better
  double constant;  ///< > 0; holds a factor 2 in reserve, see theory/README.md (9.1)
  MarginScope scope;
  std::string equation;  ///< the ratio, and its equation in theory/README.md
};

/// What the margins need of the mean field over the times that the theorem speaks of.
struct PromisedLogits {
  TrainedLogits fresh;        ///< where fresh data are classified
  double largest_energy = 0;  ///< logit_energy at its largest, from tau = 0 to the latest event
};

/// The margins of the data and the start: those that need no time. Throws InvalidInput for
/// parameters that validate() refuses.
[[nodiscard]] std::vector<Margin> data_margins(const Parameters& parameters);

/// data_margins, then small step, lazy kernel and quiet test logits, then both regimes. The step
/// and the kernel are judged at the larger of largest_energy and the energy of `fresh`. Throws as
/// above, and std::invalid_argument unless the state is finite, sum_b_squared >= 0, largest_energy
/// >= 0 and finite, and a critical kappa that was found > 0.
[[nodiscard]] std::vector<Margin> assumption_margins(const Parameters& parameters,
                                                     const PromisedLogits& logits,
                                                     const CriticalKappa& critical);

/// The margins of a gradient flow, which takes no step: all but small_step.
[[nodiscard]] std::vector<Margin> without_step(std::vector<Margin> margins);

/// The margins of the given scopes that do not exceed 1 (a NaN does not): none means in regime.
/// Part 1 stands on {both_parts, part_one}, part 2 on {both_parts, part_two}.
[[nodiscard]] std::vector<Margin> unmet_margins(const std::vector<Margin>& margins,
                                                const std::vector<MarginScope>& scopes);

/// The same margins with every constant multiplied by factor > 0: factor 1/2 spends the reserve.
/// Throws std::invalid_argument for any other factor.
[[nodiscard]] std::vector<Margin> with_scaled_constants(std::vector<Margin> margins, double factor);

}  // namespace benignity
