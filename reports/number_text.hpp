#pragma once

#include <string>

#include "verify/result/claim_result.hpp"

namespace benignity {

/// How many digits a number is shown with.
enum class Digits {
  round_trip,  ///< as few as give the same double when read again
  glance       ///< four significant digits, for a table
};

/// "0.97", "1e-40", "nan", "inf": independent of the locale.
[[nodiscard]] std::string number_text(double value, Digits digits);

/// "[0.9, 1]"; an end that is absent or infinite is open: "(-inf, 3]".
[[nodiscard]] std::string interval_text(const Interval& interval, Digits digits);

/// What was observed against what was asked for, to four digits: "412 vs 409.3"; where no number
/// was predicted against the interval: "0.97 >= 0.9", "0.8 not >= 0.9", "3 in [2, 4]".
[[nodiscard]] std::string comparison(const Measurement& measurement);

}  // namespace benignity
