#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>

#include "theory/hypothesis.hpp"

namespace benignity {

/// Gaps of one sample: Lambda_t = a_1 - a_t for t = 2..T, the logit of the relevant token minus
/// that of another, stored at positions 0..T-2. The softmax depends on the logits through them
/// alone.
template <typename Real>
using TokenGaps = std::span<const Real>;

template <typename Real>
[[nodiscard]] std::int64_t tokens_of(TokenGaps<Real> gaps) {
  return static_cast<std::int64_t>(gaps.size()) + 1;
}

/// Refuses an empty span (T = 1) and gaps that are NaN or infinite.
template <typename Real>
void require_gaps(const char* function, TokenGaps<Real> gaps) {
  if (gaps.empty()) {
    refuse(function, "the number of gaps", 0, "at least 1");
  }
  for (const Real& gap : gaps) {
    require_finite(function, "gap", gap);
  }
}

template <typename Real>
struct GapRange {
  Real smallest;  ///< Lambda_min
  Real largest;   ///< Lambda_max
};

/// Lambda_min and Lambda_max. std::domain_error on gaps that require_gaps refuses.
template <typename Real>
[[nodiscard]] GapRange<Real> gap_range(TokenGaps<Real> gaps) {
  using std::max;
  using std::min;
  require_gaps("gap_range", gaps);
  GapRange<Real> range{gaps[0], gaps[0]};
  for (const Real& gap : gaps) {
    range.smallest = min(range.smallest, gap);
    range.largest = max(range.largest, gap);
  }
  return range;
}

/// Position of a gap that no other is certainly below: the smallest, where Real is a number.
template <typename Real>
[[nodiscard]] std::size_t position_of_smallest(TokenGaps<Real> gaps) {
  std::size_t position = 0;
  for (std::size_t t = 1; t < gaps.size(); ++t) {
    if (may_be_at_most(gaps[t], gaps[position])) {
      position = t;
    }
  }
  return position;
}

}  // namespace benignity
