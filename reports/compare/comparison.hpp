#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "verify/result/report.hpp"

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

/// Every claim of either report, paired by id and compared by compare_claims. Under other_draws
/// only the claims of both reports count where the batteries differ: those of one alone are left
/// out. The builds are the same where compiler, flags, instruction set, CPU and libraries are;
/// version and commit may differ, for what they changed is what is asked.
[[nodiscard]] Comparison compare_reports(const Report& before, const Report& after);

/// The comparison for a terminal: one line a claim (what became of it, id, verdict or
/// "PASS -> FAIL", how many numbers moved within their tolerance), the reasons for whatever is not
/// unchanged, the manifest's differences, how closely was compared; the last line is the total,
/// "13 claims: 12 unchanged, 1 changed". Lines take at most 100 columns; control characters are not
/// passed on.
[[nodiscard]] std::string comparison_table(const Comparison& comparison);

}  // namespace benignity
