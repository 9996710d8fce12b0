#pragma once

#include <string>

#include "reports/compare/comparison.hpp"

namespace benignity {

/// The comparison for a terminal: one line a claim (what became of it, id, verdict or
/// "PASS -> FAIL", how many numbers moved within their tolerance), the reasons for whatever is not
/// unchanged, the manifest's differences, how closely was compared; the last line is the total,
/// "13 claims: 12 unchanged, 1 changed". Lines take at most 100 columns; control characters are not
/// passed on.
[[nodiscard]] std::string comparison_table(const Comparison& comparison);

}  // namespace benignity
