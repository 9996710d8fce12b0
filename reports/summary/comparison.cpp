#include "reports/summary/comparison.hpp"

#include <limits>

#include <fmt/format.h>

#include "reports/text/number_text.hpp"

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

bool lies_in(const Interval& interval, double value) {
  constexpr double unbounded = std::numeric_limits<double>::infinity();
  return interval.lower.value_or(-unbounded) <= value &&
         value <= interval.upper.value_or(unbounded);
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
