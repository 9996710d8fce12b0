#pragma once

#include <string>
#include <vector>

namespace benignity {

/// from, from + step, ..., to.
struct DecimalRange {
  double from = 0;
  double to = 0;
  double step = 0;
};

/// The values of a range as texts, each the decimal number that a reader would write: from 0.1 in
/// steps of 0.1 the third is 0.3, not the 0.30000000000000004 of rounded sums. Sums are exact, in
/// multiples of the last digit of the three numbers. A step below 0 counts down.
///
/// Throws InvalidInput that names `key` where a number is not finite, the step is 0, `to` is not
/// from plus a whole number of steps (0 or more), the numbers span more than 15 digits, or the
/// range has more than most_cells values.
[[nodiscard]] std::vector<std::string> range_values(const std::string& key,
                                                    const DecimalRange& range);

}  // namespace benignity
