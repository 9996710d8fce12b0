#pragma once

#include <string>

#include "sim/trajectory/settings.hpp"

namespace benignity {

/// What computes a run, and why.
struct EngineChoice {
  Engine engine;
  std::string reason;  ///< empty where the user chose
};

/// Engine auto: `sampled` for Gaussian data where it is exact (d > nT + 2, Gaussian weights, no
/// AdamW), else whichever of gram and dense multiplies less a step and fits in memory. Any other
/// engine stays.
[[nodiscard]] EngineChoice choose_engine(const RunSettings& settings);

/// The settings with the engine that computes them.
[[nodiscard]] RunSettings with_chosen_engine(RunSettings settings);

/// Multiplications of a step, to leading order:
///   gram   m^2 (columns + H (2 s^2 + 3 s))          s blocks of the optimiser, m = nT
///   dense  2 m d columns + H s (6 d^2, or 8 r d with key and query matrices)
/// with a query token and no p: H m^2 more in place of the H terms (gram), n of d^2 or r d (dense).
[[nodiscard]] double step_cost(const RunSettings& settings, Engine engine);

}  // namespace benignity
