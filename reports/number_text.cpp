#include "reports/number_text.hpp"

#include <cmath>

#include <fmt/core.h>

namespace benignity {
namespace {

std::string glance(double value) { return number_text(value, Digits::glance); }

// "in [0.9, 1]"; with one end only ">= 0.9" or "<= 1e-40".
std::string requirement(const Interval& accept) {
  if (accept.lower && !accept.upper) {
    return ">= " + glance(*accept.lower);
  }
  if (accept.upper && !accept.lower) {
    return "<= " + glance(*accept.upper);
  }
  return "in " + interval_text(accept, Digits::glance);
}

}  // namespace

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

std::string comparison(const Measurement& measurement) {
  const std::string observed = glance(measurement.observed);
  if (measurement.predicted) {
    return fmt::format("{} vs {}", observed, glance(*measurement.predicted));
  }
  return fmt::format("{}{}{}", observed,
                     lies_in(measurement.accept, measurement.observed) ? " " : " not ",
                     requirement(measurement.accept));
}

}  // namespace benignity
