#include "reports/summary/verdict_counts.hpp"

#include <algorithm>

namespace benignity {

std::optional<Verdict> verdict_named(std::string_view text) {
  for (const Verdict verdict : every_verdict) {
    if (name(verdict) == text) {
      return verdict;
    }
  }
  return std::nullopt;
}

std::size_t verdict_count(const Report& report, Verdict verdict) {
  return static_cast<std::size_t>(
      std::count_if(report.claims.begin(), report.claims.end(),
                    [&](const ClaimResult& claim) { return claim.verdict == verdict; }));
}

}  // namespace benignity
