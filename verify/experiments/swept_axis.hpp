#pragma once

#include <optional>
#include <string>
#include <vector>

#include "verify/experiments/plan.hpp"
#include "verify/result/figure.hpp"

namespace benignity {

/// A swept key as an axis of a picture.
struct SweptAxis {
  Axis axis;
  std::vector<double> coordinates;  ///< distinct, increasing
  std::vector<std::size_t> place;   ///< of each cell, in coordinates
};

/// Absent for a key of words, for the seed, and for a key with a single value. Even steps make a
/// linear axis, others a logarithmic one. signal_norm varied with samples alone is shown as
/// SNR^2 = |mu|^2/(sigma_eps^2 d), in which the theorem compares it with 1/n.
[[nodiscard]] std::optional<SweptAxis> swept_axis(const SweepPlan& plan, const std::string& key);

}  // namespace benignity
