#pragma once

#include <string>

#include "verify/result/report.hpp"

namespace benignity {

/// The report in the JUnit format that CI services read: one testsuite for the battery with the
/// manifest as its properties, one testcase a claim (classname = kind, name = id, time in seconds,
/// left out where it is not finite). FAIL is a failure and ERROR an error, both with the
/// explanation as message and the numbers, at full precision, and the replay line as their text.
/// INCONCLUSIVE, OUT_OF_REGIME and VACUOUS are skipped, with verdict, explanation and what the
/// claim declared as message (a claim that passes against its declaration says so as its output);
/// so is each claim that was not run, its classname "not_run".
[[nodiscard]] std::string junit_xml(const Report& report);

}  // namespace benignity
