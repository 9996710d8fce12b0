#pragma once

#include <concepts>
#include <cstddef>
#include <memory>
#include <string>

namespace benignity {

struct FormalQuotient;  ///< GMP's rationals and their sums: in the source

/// A formula p/q whose numerator and denominator are finite sums of c e^r with rational c and r, or
/// the logarithm of such a fraction. Two formulas are equal as real numbers exactly when they are
/// equal as formal sums (Lindemann-Weierstrass: e to distinct algebraic powers are linearly
/// independent over the algebraic numbers), so equality is decided by algebra, without rounding.
///
/// It is a scalar for the templates of theory/: evaluating a lemma's two sides in it decides
/// whether they are identically equal at a rational point. What leaves the class of such formulas,
/// or grows past `largest_sum` terms, is undetermined, and equals nothing; so are NaN and infinity.
class ExponentialFraction {
 public:
  static constexpr std::size_t largest_sum = 200'000;

  ExponentialFraction() : ExponentialFraction(Integer{0}) {}
  ExponentialFraction(double value);                // NOLINT: exact values convert
  ExponentialFraction(std::signed_integral auto n)  // NOLINT
      : ExponentialFraction(Integer{static_cast<long>(n)}) {}
  explicit ExponentialFraction(std::shared_ptr<const FormalQuotient> formula);

  ExponentialFraction operator-() const;

  [[nodiscard]] bool is_determined() const;
  [[nodiscard]] bool is_constant() const;  ///< a rational number, and known to be one
  [[nodiscard]] const FormalQuotient& formula() const { return *formula_; }

 private:
  struct Integer {
    long value;
  };
  explicit ExponentialFraction(Integer n);

  std::shared_ptr<const FormalQuotient> formula_;  ///< shared by copies, never changed
};

[[nodiscard]] ExponentialFraction operator+(const ExponentialFraction& a,
                                            const ExponentialFraction& b);
[[nodiscard]] ExponentialFraction operator-(const ExponentialFraction& a,
                                            const ExponentialFraction& b);
[[nodiscard]] ExponentialFraction operator*(const ExponentialFraction& a,
                                            const ExponentialFraction& b);
[[nodiscard]] ExponentialFraction operator/(const ExponentialFraction& a,
                                            const ExponentialFraction& b);
[[nodiscard]] ExponentialFraction exp(const ExponentialFraction& x);
[[nodiscard]] ExponentialFraction log(const ExponentialFraction& x);
[[nodiscard]] ExponentialFraction expm1(const ExponentialFraction& x);
[[nodiscard]] ExponentialFraction log1p(const ExponentialFraction& x);
[[nodiscard]] ExponentialFraction sinh(const ExponentialFraction& x);
[[nodiscard]] ExponentialFraction cosh(const ExponentialFraction& x);
/// Of constants; of other formulas undetermined.
[[nodiscard]] ExponentialFraction abs(const ExponentialFraction& x);
[[nodiscard]] ExponentialFraction min(const ExponentialFraction& a, const ExponentialFraction& b);
[[nodiscard]] ExponentialFraction max(const ExponentialFraction& a, const ExponentialFraction& b);
[[nodiscard]] ExponentialFraction lambert_w0(const ExponentialFraction& x);  ///< undetermined

/// The two formulas are the same real number: a proof. False where undetermined.
[[nodiscard]] bool identically_equal(const ExponentialFraction& a, const ExponentialFraction& b);

// What theory/hypothesis.hpp asks of a scalar: false only where it is certainly false.
[[nodiscard]] bool may_be_at_most(const ExponentialFraction& value,
                                  const ExponentialFraction& bound);
[[nodiscard]] bool may_be_below(const ExponentialFraction& value, const ExponentialFraction& bound);
[[nodiscard]] bool may_be_finite(const ExponentialFraction& value);
[[nodiscard]] bool may_be_number(const ExponentialFraction& value);
[[nodiscard]] std::string round_trip(const ExponentialFraction& value);

}  // namespace benignity
