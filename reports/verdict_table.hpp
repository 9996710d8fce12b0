#pragma once

#include <string>

#include "verify/result/report.hpp"

namespace benignity {

/// Whether the text carries terminal colours (ANSI escape sequences around the verdicts).
enum class Colour { off, on };

/// The report for a terminal. One line a claim: verdict, id, what the first measurement observed
/// against what was predicted (where no number was predicted: against the interval it had to lie
/// in), p after Holm where there is a test, wall time in seconds. Then, for each claim that did not
/// pass, its explanation and replay line, and the claims not run; the last line is the total,
/// "12 claims: 11 PASS, 1 FAIL".
///
/// Lines take at most 100 columns, replay lines apart, which stay whole to be copied. Control
/// characters are not passed on. Only the seconds, the last 8 columns of a claim's line, depend on
/// wall times; Colour::on differs from Colour::off by the escape sequences alone.
[[nodiscard]] std::string verdict_table(const Report& report, Colour colour);

}  // namespace benignity
