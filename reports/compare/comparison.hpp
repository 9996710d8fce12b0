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

/// Which claims a comparison is about.
enum class ComparedClaims {
  every_old,  ///< all that the old report declares; of the same battery also what is new
  common      ///< those that both declare
};

/// A new report against an old one.
struct Comparison {
  Likeness likeness = Likeness::same_bits;
  std::vector<ManifestDifference> manifest;
  std::vector<ClaimComparison> claims;  ///< in the old report's order, then what is new
  std::size_t left_out = 0;             ///< claims of one report that were not asked about
  std::size_t common = 0;               ///< claims that both reports hold a result of

  [[nodiscard]] std::size_t count(ClaimChange change) const;
  /// Whether every claim is unchanged.
  [[nodiscard]] bool unchanged() const;
};

/// The claims asked about, paired by id and compared by compare_claims. A claim of OLD that NEW
/// lacks is a change whatever the batteries are: a pipeline that is handed the wrong report must
/// not stay green. A claim that NEW alone declares is a change under the same battery, and left out
/// under another, which declares its own. The builds are the same where compiler, flags,
/// instruction set, CPU and libraries are; version and commit may differ, for what they changed is
/// what is asked.
[[nodiscard]] Comparison compare_reports(const Report& before, const Report& after,
                                         ComparedClaims asked = ComparedClaims::every_old);

/// The comparison for a terminal: one line a claim (what became of it, id, verdict or
/// "PASS -> FAIL", how many numbers moved within their tolerance), the reasons for whatever is not
/// unchanged, the manifest's differences, how closely was compared and how many claims were left
/// out; the last line is the total,
/// "13 claims: 12 unchanged, 1 changed". Lines take at most 100 columns, but for ids, which are
/// never cut; control characters are not passed on.
[[nodiscard]] std::string comparison_table(const Comparison& comparison);

}  // namespace benignity
