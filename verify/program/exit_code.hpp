#pragma once

#include "verify/result/report.hpp"

namespace benignity {

/// The exit codes of README.md.
enum class ExitCode {
  all_pass = 0,
  failure = 1,
  bad_input = 2,
  not_all_pass = 3,
  interrupted = 130
};

/// Whether undecided claims keep a report from exit code 0.
enum class Strictness { lenient, strict };

/// 1 where a claim is FAIL or ERROR, else 130 where claims are missing, else 3 where the user is
/// strict and a claim's verdict is not the one it declares (PASS, or VACUOUS with its evidence), be
/// it a PASS, else 0.
[[nodiscard]] inline ExitCode exit_code(const Report& report, Strictness strictness) {
  if (verdict_count(report, Verdict::fail) + verdict_count(report, Verdict::error) > 0) {
    return ExitCode::failure;
  }
  if (!report.missing.empty()) return ExitCode::interrupted;
  bool as_declared = true;
  for (const ClaimResult& claim : report.claims) {
    as_declared = as_declared && claim.verdict == declared_verdict(claim);
  }
  return strictness == Strictness::strict && !as_declared ? ExitCode::not_all_pass
                                                          : ExitCode::all_pass;
}

}  // namespace benignity
