#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "verify/result/claim_result.hpp"

namespace benignity {

/// Where a report comes from. Two reports with the same manifest (jobs and times aside) hold the
/// same bits; with another compiler or instruction set, the same verdicts.
struct Manifest {
  std::string version;
  std::string commit;
  std::string compiler;
  std::string flags;
  std::string instruction_set;
  std::string cpu;
  std::vector<NamedText> libraries;  ///< name and version
  std::uint64_t seed = 0;
  std::int64_t jobs = 0;
  std::string started;  ///< UTC, ISO 8601
  double wall_seconds = 0;
};

/// One run of a battery.
struct Report {
  static constexpr int schema_version = 3;
  /// What this program still reads. Reports of version 2 know one theorem; those of version 1 say
  /// nothing of hypotheses, method, settings and declared verdicts either.
  static constexpr int oldest_schema_version = 1;
  std::string battery;
  double family_error = 0;  ///< family-wise false-alarm rate over one theorem's tests
  Manifest manifest;
  std::vector<ClaimResult> claims;   ///< in the order the battery declares them
  std::vector<std::string> missing;  ///< ids not run because the battery was interrupted
};

/// Number of claims of the report that ended in this verdict; claims not run end in none.
[[nodiscard]] inline std::size_t verdict_count(const Report& report, Verdict verdict) {
  std::size_t count = 0;
  for (const ClaimResult& claim : report.claims) count += claim.verdict == verdict ? 1 : 0;
  return count;
}

}  // namespace benignity
