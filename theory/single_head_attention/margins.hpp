#pragma once

#include "theory/single_head_attention/two_steps.hpp"

namespace benignity {

/// Two steps at finite n and d.
struct TwoStepSize {
  double samples;              ///< n >= 1
  double dimension;            ///< d > 0
  double failure_probability;  ///< delta in (0, 1/2)
};

/// What the window asks of a setting inside it. Each must exceed 1; a gap of the wrong sign makes
/// its margins negative. [derived] theory/single_head_attention/README.md (T11)
struct TwoStepMargins {
  /// |gap| over spread sqrt(n/d) sqrt(2 log(2n/delta)): none of n samples prefers the other token.
  double clean_selection;
  double noisy_selection;
  /// lambda over varsigma z_delta, Phi(-z_delta) = delta.
  double fresh_selection;
  /// The least of the three |gap| over log(1/delta): the other token has softmax below delta.
  double decided_attention;
  /// lambda over its change by unequal loss weights, to first order in u:
  /// 4 (c^2 x/2 - 1)/(u (c^2 x^2/4 - 1)); infinite where that change helps.
  double equal_weights;
};

/// Throws InvalidInput as two_steps() does.
[[nodiscard]] TwoStepMargins two_step_margins(const TwoStepSetting& setting,
                                              const TwoStepSize& size);

}  // namespace benignity
