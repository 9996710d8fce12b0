#pragma once

#include <optional>

#include "sim/certified/prove.hpp"

namespace benignity {

/// What the last record and the bounds of a proof say of a statement: true or false for certain, or
/// nothing. delta: of the fresh samples' error.
using ProvedStatement = std::optional<bool> (*)(const Proof& proof, const Labels& labels,
                                                double delta);

/// [paper] Theorem, part 1: clean samples fitted, noisy ones not, P[sign f != Y*] < delta.
[[nodiscard]] std::optional<bool> part_one_signs(const Proof&, const Labels&, double delta);
/// [paper] Theorem, part 2: every label memorised, P[sign f != Y*] < delta.
[[nodiscard]] std::optional<bool> part_two_signs(const Proof&, const Labels&, double delta);
/// The harm: P[sign f != Y*] >= delta.
[[nodiscard]] std::optional<bool> harmful_error(const Proof&, const Labels&, double delta);
/// (2.3) and (2.4).
[[nodiscard]] std::optional<bool> part_one_selections(const Proof&, const Labels&, double delta);
[[nodiscard]] std::optional<bool> part_two_selections(const Proof&, const Labels&, double delta);

}  // namespace benignity
