#include "reports/number_text.hpp"

#include <cmath>

#include <fmt/core.h>

namespace benignity {

std::string number_text(double value, Digits digits) {
  if (std::isnan(value)) {
    return "nan";  // fmt shows the sign bit of a NaN, which differs from one processor to another
  }
  return digits == Digits::round_trip ? fmt::format("{}", value) : fmt::format("{:.4g}", value);
}

std::string interval_text(const Interval& interval, Digits digits) {
  const double lower = lower_end(interval);
  const double upper = upper_end(interval);
  // Infinity is no member of either: an infinite end reads the same as an absent one.
  return fmt::format("{}{}, {}{}", std::isinf(lower) ? '(' : '[', number_text(lower, digits),
                     number_text(upper, digits), std::isinf(upper) ? ')' : ']');
}

}  // namespace benignity
