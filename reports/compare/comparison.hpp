#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "verify/result/verdict.hpp"

namespace benignity {

/// How much two reports promise to have in common, and so how closely they are compared.
enum class Likeness {
  same_bits,   ///< same battery, seed and build: every number is the same double
  same_draws,  ///< same battery and seed, built or run elsewhere: numbers agree within tolerances
  other_draws  ///< another battery or seed: verdicts, and observations inside accept intervals
};

enum class ClaimChange {
  unchanged,  ///< no number left its tolerance
  changed,
  added,    ///< only the new report has it
  removed,  ///< only the old report has it
  missing   ///< a run was interrupted before it: nothing is known
};

/// "unchanged", "changed", "added", "removed", "missing".
[[nodiscard]] std::string_view name(ClaimChange change);

/// One claim in two reports.
struct ClaimComparison {
  std::string id;
  ClaimChange change = ClaimChange::unchanged;
  std::optional<Verdict> before;  ///< absent where the old report holds no result
  std::optional<Verdict> after;
  std::vector<std::string> reasons;  ///< one sentence each; none where unchanged
  std::size_t moved = 0;  ///< numbers that are not the same double but kept within their tolerance
};

/// One field of the manifest that differs. It is shown and is no change by itself.
struct ManifestDifference {
  std::string field;
  std::string before;
  std::string after;
};

/// A new report against an old one.
struct Comparison {
  Likeness likeness = Likeness::same_bits;
  std::vector<ManifestDifference> manifest;
  std::vector<ClaimComparison> claims;  ///< in the old report's order, then what is new

  [[nodiscard]] std::size_t count(ClaimChange change) const;
  /// Whether every claim is unchanged.
  [[nodiscard]] bool unchanged() const;
};

}  // namespace benignity
