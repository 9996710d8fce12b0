#pragma once

#include <string>

#include "verify/result/claim_result.hpp"

namespace benignity {

/// Whether the value lies in the closed interval; NaN lies in none.
[[nodiscard]] bool lies_in(const Interval& interval, double value);

/// What was observed against what was asked for, to four digits: "412 vs 409.3"; where no number
/// was predicted against the interval: "0.97 >= 0.9", "0.8 not >= 0.9", "3 in [2, 4]".
[[nodiscard]] std::string comparison(const Measurement& measurement);

}  // namespace benignity
