#pragma once

#include <string>
#include <string_view>

#include "verify/result/report.hpp"

namespace benignity {

/// The text as XML 1.0 character data. `&`, `<`, `>`, quotes and carriage returns become
/// references, so that a parser gives them back unchanged; characters that XML 1.0 does not allow
/// (most control characters, U+FFFE, U+FFFF) and bytes that are not UTF-8 become U+FFFD.
[[nodiscard]] std::string xml_text(std::string_view text);

/// The same for the value of an attribute, where tabs and line feeds need references as well.
[[nodiscard]] std::string xml_attribute(std::string_view text);

/// The report in the JUnit format that CI services read: one testsuite for the battery with the
/// manifest as its properties, one testcase a claim (classname = kind, name = id, time in seconds,
/// left out where it is not finite). FAIL is a failure and ERROR an error, both with the
/// explanation as message and the numbers, at full precision, and the replay line as their text.
/// INCONCLUSIVE, OUT_OF_REGIME and VACUOUS are skipped, with verdict and explanation as message;
/// so is each claim that was not run, its classname "not_run".
[[nodiscard]] std::string junit_xml(const Report& report);

}  // namespace benignity
