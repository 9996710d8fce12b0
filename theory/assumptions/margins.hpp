#pragma once

#include <optional>
#include <string>
#include <vector>

#include "theory/assumptions/training.hpp"
#include "theory/parameters.hpp"

namespace benignity {

/// What of the theorem stands on a margin.
enum class MarginScope {
  both_parts,
  part_one,   ///< not overfitting
  part_two,   ///< benign overfitting
  mean_field  ///< the sharp constants of the mean field; the theorem's rates may survive without
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

/// The margins of everything but the mean field: those that need no time. Throws InvalidInput for
/// parameters that validate() refuses.
[[nodiscard]] std::vector<Margin> data_margins(const Parameters& parameters);

/// data_margins, then lazy kernel and quiet test logits at the given state of the mean field, then
/// both regimes. `critical_kappa` is empty where no kappa makes noisy samples select the relevant
/// token. Throws as above, and std::invalid_argument unless the state is finite, sum_b_squared >= 0
/// and critical_kappa > 0.
[[nodiscard]] std::vector<Margin> assumption_margins(const Parameters& parameters,
                                                     const TrainedLogits& state,
                                                     const std::optional<double>& critical_kappa);

/// The margins of the given scopes that do not exceed 1 (a NaN does not): none means in regime.
/// Part 1 stands on {both_parts, part_one}, part 2 on {both_parts, part_two}; add mean_field where
/// the claim uses its constants.
[[nodiscard]] std::vector<Margin> unmet_margins(const std::vector<Margin>& margins,
                                                const std::vector<MarginScope>& scopes);

/// The same margins with every constant multiplied by factor > 0: factor 1/2 spends the reserve.
/// Throws std::invalid_argument for any other factor.
[[nodiscard]] std::vector<Margin> with_scaled_constants(std::vector<Margin> margins, double factor);

}  // namespace benignity
