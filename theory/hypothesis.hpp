#pragma once

#include <limits>
#include <sstream>
#include <stdexcept>
#include <string>

namespace benignity {

/// The comparisons a hypothesis is checked with. A scalar that is a set of reals (an enclosure) or
/// a formula (an exponential fraction) overloads them; there they are false only where the
/// hypothesis fails for every real the scalar may stand for. NaN satisfies none of them.
template <typename Real>
[[nodiscard]] bool may_be_at_most(const Real& value, const Real& bound) {
  return value <= bound;
}
template <typename Real>
[[nodiscard]] bool may_be_below(const Real& value, const Real& bound) {
  return value < bound;
}
template <typename Real>
[[nodiscard]] bool may_be_finite(const Real& value) {
  return value - value == 0;
}
template <typename Real>
[[nodiscard]] bool may_be_number(const Real& value) {
  return value == value;
}

/// The digits that read back to the same value.
template <typename Real>
[[nodiscard]] std::string round_trip(const Real& value) {
  std::ostringstream text;
  text.precision(std::numeric_limits<Real>::max_digits10);
  text << value;
  return text.str();
}

/// Throws std::domain_error "function: name is VALUE, but must be requirement".
template <typename Real>
[[noreturn]] void refuse(const char* function, const char* name, const Real& value,
                         const std::string& requirement) {
  std::ostringstream text;
  text << function << ": " << name << " is " << round_trip(value) << ", but must be "
       << requirement;
  throw std::domain_error(text.str());
}

template <typename Real>
void require_number(const char* function, const char* name, const Real& value) {
  if (!may_be_number(value)) {
    refuse(function, name, value, "a number");
  }
}

template <typename Real>
void require_finite(const char* function, const char* name, const Real& value) {
  if (!may_be_finite(value)) {
    refuse(function, name, value, "finite");
  }
}

/// Refuses `value` unless value <= bound; `bound_name` says what the bound is.
template <typename Real>
void require_at_most(const char* function, const char* name, const Real& value,
                     const char* bound_name, const Real& bound) {
  if (!may_be_at_most(value, bound)) {
    std::ostringstream requirement;
    requirement << "at most " << bound_name << " = " << round_trip(bound);
    refuse(function, name, value, requirement.str());
  }
}

template <typename Real>
void require_at_least(const char* function, const char* name, const Real& value,
                      const char* bound_name, const Real& bound) {
  if (!may_be_at_most(bound, value)) {
    std::ostringstream requirement;
    requirement << "at least " << bound_name << " = " << round_trip(bound);
    refuse(function, name, value, requirement.str());
  }
}

}  // namespace benignity
