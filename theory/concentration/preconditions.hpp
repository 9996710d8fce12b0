#pragma once

#include <cstdint>
#include <limits>
#include <sstream>
#include <stdexcept>
#include <type_traits>

namespace benignity {

/// Throws std::domain_error "function: name is VALUE, but must be REQUIREMENT" unless `holds`.
/// The laws of section 8b check every argument with it; a NaN satisfies no comparison. VALUE is
/// rounded to double: formatting a multiprecision number trips g++ 12's -Wstringop-overflow.
template <class Value>
void require_hypothesis(const char* function, const char* name, const Value& value, bool holds,
                        const char* requirement) {
  if (!holds) {
    std::ostringstream text;
    text.precision(std::numeric_limits<double>::max_digits10);
    text << function << ": " << name << " is ";
    if constexpr (std::is_arithmetic_v<Value>) {
      text << value;
    } else {
      text << static_cast<double>(value);
    }
    text << ", but must be " << requirement;
    throw std::domain_error(text.str());
  }
}

template <class Real>
void require_deviation(const char* function, const Real& deviation) {
  require_hypothesis(function, "deviation", deviation, deviation >= 0, "at least 0");
}

template <class Real>
void require_probability(const char* function, const Real& probability) {
  require_hypothesis(function, "probability", probability, probability > 0 && probability <= 1,
                     "in (0, 1]");
}

inline void require_dimension(const char* function, std::int64_t dimension) {
  require_hypothesis(function, "dimension", dimension, dimension >= 1, "at least 1");
}

}  // namespace benignity
