#pragma once

#include <concepts>
#include <iosfwd>
#include <limits>
#include <string>

#include <mpfi.h>

namespace benignity {

/// While it lives, enclosures of this thread are computed with `bits` binary digits (64 at first,
/// so that every double and every 64-bit integer is exact). Scopes nest.
class WorkingPrecision {
 public:
  explicit WorkingPrecision(long bits);
  ~WorkingPrecision();
  WorkingPrecision(const WorkingPrecision&) = delete;
  WorkingPrecision& operator=(const WorkingPrecision&) = delete;
  [[nodiscard]] static long bits();

 private:
  long previous_;
};

/// A closed interval certain to contain the real number it stands for: MPFI with outward rounding.
/// Every operation encloses all results its operands allow, at the working precision. What is
/// undefined (log of a negative number, 0/0, NaN) gives an enclosure of which nothing is certain.
///
/// There is no operator<: overlapping enclosures do not decide. Only certainly_less and
/// certainly_greater speak, and they are proofs.
class Enclosure {
 public:
  Enclosure() : Enclosure(0) {}
  Enclosure(double value);                // NOLINT: exact values convert
  Enclosure(std::signed_integral auto n)  // NOLINT
      : Enclosure(Integer{static_cast<long>(n)}) {}
  /// [lower, upper]; with lower > upper it is empty and nothing about it is certain.
  Enclosure(double lower, double upper);
  Enclosure(const Enclosure& other);
  Enclosure(Enclosure&& other) noexcept;
  Enclosure& operator=(Enclosure other) noexcept;
  ~Enclosure();

  [[nodiscard]] double lower() const;  ///< a double at or below the lower end
  [[nodiscard]] double upper() const;  ///< a double at or above the upper end
  [[nodiscard]] bool is_point() const;
  /// Empty, NaN at an end, or both.
  [[nodiscard]] bool is_void() const;
  [[nodiscard]] bool contains(mpfr_srcptr value) const;

  friend Enclosure operator+(const Enclosure& a, const Enclosure& b);
  friend Enclosure operator-(const Enclosure& a, const Enclosure& b);
  friend Enclosure operator*(const Enclosure& a, const Enclosure& b);
  friend Enclosure operator/(const Enclosure& a, const Enclosure& b);
  Enclosure operator-() const;
  Enclosure& operator+=(const Enclosure& b) { return *this = *this + b; }
  Enclosure& operator-=(const Enclosure& b) { return *this = *this - b; }
  Enclosure& operator*=(const Enclosure& b) { return *this = *this * b; }
  Enclosure& operator/=(const Enclosure& b) { return *this = *this / b; }

  friend Enclosure exp(const Enclosure& x);
  friend Enclosure expm1(const Enclosure& x);
  friend Enclosure log(const Enclosure& x);
  friend Enclosure log1p(const Enclosure& x);
  friend Enclosure sinh(const Enclosure& x);
  friend Enclosure cosh(const Enclosure& x);
  friend Enclosure tanh(const Enclosure& x);
  friend Enclosure sqrt(const Enclosure& x);
  friend Enclosure square(const Enclosure& x);
  friend Enclosure abs(const Enclosure& x);
  friend Enclosure min(const Enclosure& a, const Enclosure& b);
  friend Enclosure max(const Enclosure& a, const Enclosure& b);
  friend Enclosure hull(const Enclosure& a, const Enclosure& b);
  friend Enclosure intersection(const Enclosure& a, const Enclosure& b);
  /// A point inside, near the middle.
  friend Enclosure midpoint(const Enclosure& x);

  /// Every number of `a` is below (above) every number of `b`; false on void enclosures.
  friend bool certainly_less(const Enclosure& a, const Enclosure& b);
  friend bool certainly_greater(const Enclosure& a, const Enclosure& b);

  /// "[lower, upper]" with enough decimals to read back a superset.
  friend std::ostream& operator<<(std::ostream& out, const Enclosure& x);

 private:
  struct Integer {
    long value;
  };
  struct Blank {};
  explicit Enclosure(Integer n);
  explicit Enclosure(Blank);  ///< storage at the working precision, the value NaN

  /// MPFI's operation; NaN where an operand is void, which MPFI alone does not promise.
  using Unary = int (*)(mpfi_ptr, mpfi_srcptr);
  using Binary = int (*)(mpfi_ptr, mpfi_srcptr, mpfi_srcptr);
  static Enclosure apply(Unary operation, const Enclosure& x);
  static Enclosure apply(Binary operation, const Enclosure& a, const Enclosure& b);

  mpfi_t interval_;
};

// What theory/hypothesis.hpp asks of a scalar: false only where it is certainly false.
[[nodiscard]] bool may_be_at_most(const Enclosure& value, const Enclosure& bound);
[[nodiscard]] bool may_be_below(const Enclosure& value, const Enclosure& bound);
[[nodiscard]] bool may_be_finite(const Enclosure& value);
[[nodiscard]] bool may_be_number(const Enclosure& value);
[[nodiscard]] std::string round_trip(const Enclosure& value);

/// Lambert's W on x > 0, by interval Newton steps on w e^w = x from a bracket checked in interval
/// arithmetic; void where x reaches below 0 or the bracket cannot be proved.
[[nodiscard]] Enclosure lambert_w0(const Enclosure& x);

}  // namespace benignity
