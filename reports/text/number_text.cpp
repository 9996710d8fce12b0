#include "reports/text/number_text.hpp"

#include <cmath>
#include <limits>

#include <fmt/format.h>

namespace benignity {

std::string number_text(double value, Digits digits) {
  if (std::isnan(value)) {
    return "nan";
  }
  return digits == Digits::round_trip ? fmt::format("{}", value) : fmt::format("{:.4g}", value);
}

std::string interval_text(const Interval& interval, Digits digits) {
  constexpr double unbounded = std::numeric_limits<double>::infinity();
  const double lower = interval.lower.value_or(-unbounded);
  const double upper = interval.upper.value_or(unbounded);
  return fmt::format("{}{}, {}{}", std::isinf(lower) ? '(' : '[', number_text(lower, digits),
                     number_text(upper, digits), std::isinf(upper) ? ')' : ']');
}

}  // namespace benignity
