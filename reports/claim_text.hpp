#pragma once

#include <cstddef>
#include <string>

#include "verify/result/report.hpp"

namespace benignity {

/// What was observed against what it was judged by, to four digits. Where a number was predicted
/// and the interval is a tolerance around it, or there is no interval: "412 vs 409.3". Else the
/// criterion itself, for "0.95 vs 1" would read as a miss where 0.9 was asked for: "0.95 >= 0.9",
/// "0.8 not >= 0.9", "3 in [2, 4]".
[[nodiscard]] std::string comparison(const Measurement& measurement);

/// The measurement that a line about the claim shows: of a FAIL the first that lies outside its
/// interval, else the first. Null where nothing was measured.
[[nodiscard]] const Measurement* telling_measurement(const ClaimResult& claim);

/// "declared VACUOUS: EVIDENCE", or "declared VACUOUS, but it is PASS: EVIDENCE"; nothing of a
/// claim that declares nothing.
[[nodiscard]] std::string declaration(const ClaimResult& claim);

/// Claims that ended in FAIL or ERROR.
[[nodiscard]] std::size_t failed_claims(const Report& report);

/// "No claim failed: 12 of 13 passed", "2 claims failed: 1 of 7 passed, 1 not run": what was not
/// run never counts as passed.
[[nodiscard]] std::string outcome_text(const Report& report);

}  // namespace benignity
