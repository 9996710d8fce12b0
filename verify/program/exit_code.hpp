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
/// strict and not every claim is PASS, else 0.
[[nodiscard]] inline ExitCode exit_code(const Report& report, Strictness strictness) {
  if (verdict_count(report, Verdict::fail) + verdict_count(report, Verdict::error) > 0) {
    return ExitCode::failure;
  }
  if (!report.missing.empty()) return ExitCode::interrupted;
  const bool all_pass = verdict_count(report, Verdict::pass) == report.claims.size();
  return strictness == Strictness::strict && !all_pass ? ExitCode::not_all_pass
                                                       : ExitCode::all_pass;
}

}  // namespace benignity
