#pragma once

#include <unordered_map>
#include <vector>

#include "theory/scalar.hpp"

namespace benignity::test {

/// e^{-gap} of every gap at 100 digits, computed once of equal gaps: an exponential takes
/// microseconds, and a million tokens share a thousand gaps.
[[nodiscard]] inline std::vector<Float100> exact_weights(const std::vector<double>& gaps) {
  std::unordered_map<double, Float100> known;
  std::vector<Float100> weights;
  weights.reserve(gaps.size());
  for (const double gap : gaps) {
    const auto [weight, is_new] = known.try_emplace(gap);
    if (is_new) weight->second = exp(-Float100(gap));
    weights.push_back(weight->second);
  }
  return weights;
}

}  // namespace benignity::test
