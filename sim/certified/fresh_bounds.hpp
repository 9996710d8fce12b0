#pragma once

#include "sim/certified/gram_enclosure.hpp"
#include "theory/setting/token_law.hpp"

namespace benignity {

/// Rigorous bounds of a probability.
struct ProbabilityBounds {
  double lower = 0;
  double upper = 1;
};

/// What a fresh token knows of the trained parameters, theory/README.md (5.4), (5.5); each bound is
/// certain.
struct EnclosedReadout {
  Enclosed lambda_plus;
  Enclosed lambda_minus;
  Enclosed direction_norm2;  ///< |W^T p|^2; above 0
};

struct FreshBounds {
  ProbabilityBounds error;     ///< P[Y* f <= 0]
  ProbabilityBounds selected;  ///< P[s_1 >= selection_threshold]
};

/// Bounds, not estimates: both events say that a sum over the tokens of independent numbers is <=
/// 0,
///   Y f <= 0  <=>  sum_t e^{a_t} Y gamma_t <= 0,
///   s_1 >= theta  <=>  sum_{t>1} e^{a_t} - e^{a_1} (1 - theta)/theta <= 0,
/// each a function of two normals. Each number is rounded down (up) to a grid, and so is the sum:
/// the mass of its grid points <= 0 is then an upper (lower) bound. [derived] theory/README.md
/// (4b.6). How sharp: the grid's step, T times, in the sum.
[[nodiscard]] FreshBounds fresh_bounds(const TokenLaw& law, double head_norm,
                                       double selection_threshold, const EnclosedReadout& readout);

}  // namespace benignity
