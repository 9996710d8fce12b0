#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "verify/result/report.hpp"

namespace benignity {

/// A report that was kept, and the name it is shown by (its path below the folder).
struct PastRun {
  std::string name;
  Report report;
};

/// One claim over the runs, an entry a run.
struct ClaimHistory {
  std::string id;
  std::string quantity;                          ///< that of its first measurement
  std::vector<std::optional<Verdict>> verdicts;  ///< absent where the run does not hold it
  std::vector<double> observed;                  ///< of that measurement; NaN: none
  Interval accept;                               ///< of the last run that holds it
  std::size_t turns = 0;  ///< how often the verdict differs from that of the last run that held it
};

/// Many runs, the oldest first.
struct History {
  std::vector<PastRun> runs;
  std::vector<ClaimHistory> claims;  ///< in the order in which they first occur

  /// Number of claims whose verdict ever turned.
  [[nodiscard]] std::size_t turned() const;
};

/// The runs by the time at which they started (ISO 8601, so as texts), then by name.
[[nodiscard]] History history_of(std::vector<PastRun> runs);

/// For a terminal: one line a claim (turns, id, its verdicts with how many runs in a row ended in
/// them, the least and the largest observation and the last), those that turned first; the last
/// line is "14 reports, 13 claims: 12 steady, 1 turned".
[[nodiscard]] std::string history_table(const History& history);

/// Long form: run, started, commit, battery, seed, claim, verdict, quantity, observed.
[[nodiscard]] std::string history_csv(const History& history);

/// Claims whose verdict turned, then the others, each in the order of the history.
[[nodiscard]] std::vector<const ClaimHistory*> turned_first(const History& history);

/// "PASS 3, FAIL 1, PASS 2": runs in a row, those that do not hold the claim left out.
[[nodiscard]] std::string verdicts_in_a_row(const ClaimHistory& claim);

}  // namespace benignity
