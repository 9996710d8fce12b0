#pragma once

#include <string>
#include <string_view>

#include "verify/result/claim_result.hpp"

namespace benignity {

/// How many digits a number is shown with.
enum class Digits {
  round_trip,  ///< as few as give the same double when read again
  glance       ///< four significant digits, for a table
};

/// "0.97", "1e-40", "nan", "inf": independent of the locale.
[[nodiscard]] std::string number_text(double value, Digits digits);

/// The text with the fractions in it rounded to six significant digits: "0.333333 to 2.5e-12
/// (3 values)". Whole numbers and words stay as they are.
[[nodiscard]] std::string with_short_fractions(std::string_view text);

/// "[0.9, 1]"; an end that is absent or infinite is open: "(-inf, 3]".
[[nodiscard]] std::string interval_text(const Interval& interval, Digits digits);

}  // namespace benignity
