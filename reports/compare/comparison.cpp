#include "reports/compare/comparison.hpp"

#include <algorithm>

namespace benignity {

std::string_view name(ClaimChange change) {
  switch (change) {
    case ClaimChange::unchanged:
      return "unchanged";
    case ClaimChange::changed:
      return "changed";
    case ClaimChange::added:
      return "added";
    case ClaimChange::removed:
      return "removed";
    case ClaimChange::missing:
      break;
  }
  return "missing";
}

std::size_t Comparison::count(ClaimChange change) const {
  return static_cast<std::size_t>(
      std::count_if(claims.begin(), claims.end(),
                    [&](const ClaimComparison& claim) { return claim.change == change; }));
}

bool Comparison::unchanged() const { return count(ClaimChange::unchanged) == claims.size(); }

}  // namespace benignity
