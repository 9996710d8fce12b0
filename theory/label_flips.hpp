#pragma once

#include <cstdint>
#include <optional>

#include "theory/setting/token_law.hpp"

namespace benignity {

/// Training labels that differ from the true ones, by true class.
struct LabelFlips {
  std::int64_t plus = 0;
  std::int64_t minus = 0;

  [[nodiscard]] std::int64_t total() const { return plus + minus; }
};

/// Those of the law fixed, which are no matter of chance: F = ceil(n eta), ceil(F/2) of them in
/// class +1. Absent for bernoulli, whose flips each run draws.
[[nodiscard]] std::optional<LabelFlips> fixed_label_flips(const TokenLaw& law);

/// The share of labels that the law fixed flips, ceil(n eta)/n >= eta: what theory and runs see in
/// the place of eta. Absent for bernoulli.
[[nodiscard]] std::optional<double> effective_label_noise(const TokenLaw& law);

}  // namespace benignity
