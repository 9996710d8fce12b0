#include "verify/statistics/containment.hpp"

#include <limits>

namespace benignity {

Verdict contained(const Interval& found, const Interval& accept) {
  constexpr double infinity = std::numeric_limits<double>::infinity();
  const double lower = accept.lower.value_or(-infinity);
  const double upper = accept.upper.value_or(infinity);
  if (found.lower.value() >= lower && found.upper.value() <= upper) return Verdict::pass;
  const bool is_outside = *found.upper < lower || *found.lower > upper;
  return is_outside ? Verdict::fail : Verdict::inconclusive;
}

Verdict both(Verdict first, Verdict second) {
  if (first == Verdict::fail || second == Verdict::fail) return Verdict::fail;
  return first == Verdict::pass ? second : first;
}

}  // namespace benignity
