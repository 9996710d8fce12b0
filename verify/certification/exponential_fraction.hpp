#pragma once

#include <concepts>
#include <cstddef>
#include <map>
#include <string>

#include <boost/multiprecision/gmp.hpp>

namespace benignity {

using Rational = boost::multiprecision::mpq_rational;

/// A formula p/q whose numerator and denominator are finite sums of c e^r with rational c and r, or
/// the logarithm of such a fraction. Two formulas are equal as real numbers exactly when they are
/// equal as formal sums (Lindemann-Weierstrass: e to distinct algebraic powers are linearly
/// independent over the algebraic numbers), so equality is decided by algebra, without rounding.
///
/// It is a scalar for the templates of theory/: evaluating a lemma's two sides in it decides
/// whether they are identically equal at a rational point. What leaves the class of such formulas,
/// or grows past `largest_sum` terms, is undetermined, and equals nothing.
class ExponentialFraction {
 public:
  static constexpr std::size_t largest_sum = 200'000;

  ExponentialFraction() : ExponentialFraction(Rational(0)) {}
  ExponentialFraction(double value) : ExponentialFraction(Rational(value)) {}  // NOLINT
  ExponentialFraction(std::signed_integral auto n)                             // NOLINT
      : ExponentialFraction(Rational(static_cast<long>(n))) {}
  explicit ExponentialFraction(const Rational& constant);

  friend ExponentialFraction operator+(const ExponentialFraction& a, const ExponentialFraction& b);
  friend ExponentialFraction operator-(const ExponentialFraction& a, const ExponentialFraction& b);
  friend ExponentialFraction operator*(const ExponentialFraction& a, const ExponentialFraction& b);
  friend ExponentialFraction operator/(const ExponentialFraction& a, const ExponentialFraction& b);
  ExponentialFraction operator-() const;

  friend ExponentialFraction exp(const ExponentialFraction& x);
  friend ExponentialFraction log(const ExponentialFraction& x);

  /// The rational number this is, where it is one.
  [[nodiscard]] const Rational* constant() const;
  [[nodiscard]] bool is_determined() const { return kind_ != Kind::undetermined; }

  /// The two formulas are the same real number: a proof. False where undetermined.
  friend bool identically_equal(const ExponentialFraction& a, const ExponentialFraction& b);

 private:
  enum class Kind { fraction, logarithm, undetermined };
  using FormalSum = std::map<Rational, Rational>;  ///< exponent r -> coefficient c != 0

  ExponentialFraction(Kind kind, FormalSum numerator, FormalSum denominator);
  static void accumulate(FormalSum& sum, const Rational& exponent, const Rational& coefficient);
  static FormalSum sum(const FormalSum& a, const FormalSum& b);
  static FormalSum product(const FormalSum& a, const FormalSum& b);
  static ExponentialFraction undetermined();
  static bool too_large(const ExponentialFraction& a, const ExponentialFraction& b);
  /// The fraction whose logarithm this is: e^this. Undetermined if it is not of the class.
  [[nodiscard]] ExponentialFraction exponential() const;

  Kind kind_;
  FormalSum numerator_;
  FormalSum denominator_;  ///< where it is one term, normalised to 1
};

[[nodiscard]] ExponentialFraction expm1(const ExponentialFraction& x);
[[nodiscard]] ExponentialFraction log1p(const ExponentialFraction& x);
[[nodiscard]] ExponentialFraction sinh(const ExponentialFraction& x);
[[nodiscard]] ExponentialFraction cosh(const ExponentialFraction& x);
/// Of constants; of other formulas undetermined.
[[nodiscard]] ExponentialFraction abs(const ExponentialFraction& x);
[[nodiscard]] ExponentialFraction min(const ExponentialFraction& a, const ExponentialFraction& b);
[[nodiscard]] ExponentialFraction max(const ExponentialFraction& a, const ExponentialFraction& b);
[[nodiscard]] ExponentialFraction lambert_w0(const ExponentialFraction& x);  ///< undetermined

// What theory/hypothesis.hpp asks of a scalar: false only where it is certainly false.
[[nodiscard]] bool may_be_at_most(const ExponentialFraction& value,
                                  const ExponentialFraction& bound);
[[nodiscard]] bool may_be_below(const ExponentialFraction& value, const ExponentialFraction& bound);
[[nodiscard]] bool may_be_finite(const ExponentialFraction& value);
[[nodiscard]] bool may_be_number(const ExponentialFraction& value);
[[nodiscard]] std::string round_trip(const ExponentialFraction& value);

}  // namespace benignity
