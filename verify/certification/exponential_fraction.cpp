#include "verify/certification/exponential_fraction.hpp"

#include <utility>

namespace benignity {

ExponentialFraction::ExponentialFraction(const Rational& constant)
    : kind_(Kind::fraction), denominator_{{Rational(0), Rational(1)}} {
  accumulate(numerator_, Rational(0), constant);
}

ExponentialFraction::ExponentialFraction(Kind kind, FormalSum numerator, FormalSum denominator)
    : kind_(kind), numerator_(std::move(numerator)), denominator_(std::move(denominator)) {
  if (numerator_.empty() && kind == Kind::fraction) {
    denominator_ = {{Rational(0), Rational(1)}};
  }
  if (denominator_.size() == 1) {
    const auto [exponent, coefficient] = *denominator_.begin();
    if (exponent != 0 || coefficient != 1) {
      numerator_ = product(numerator_, {{Rational(-exponent), Rational(1 / coefficient)}});
      denominator_ = {{Rational(0), Rational(1)}};
    }
  }
}

ExponentialFraction ExponentialFraction::undetermined() {
  return ExponentialFraction(Kind::undetermined, {}, {});
}

void ExponentialFraction::accumulate(FormalSum& sum, const Rational& exponent,
                                     const Rational& coefficient) {
  if (coefficient == 0) {
    return;
  }
  const auto [place, is_new] = sum.try_emplace(exponent, coefficient);
  if (!is_new) {
    place->second += coefficient;
    if (place->second == 0) {
      sum.erase(place);
    }
  }
}

ExponentialFraction::FormalSum ExponentialFraction::sum(const FormalSum& a, const FormalSum& b) {
  FormalSum result = a;
  for (const auto& [exponent, coefficient] : b) {
    accumulate(result, exponent, coefficient);
  }
  return result;
}

ExponentialFraction::FormalSum ExponentialFraction::product(const FormalSum& a,
                                                            const FormalSum& b) {
  FormalSum result;
  for (const auto& [exponent_a, coefficient_a] : a) {
    for (const auto& [exponent_b, coefficient_b] : b) {
      accumulate(result, Rational(exponent_a + exponent_b),
                 Rational(coefficient_a * coefficient_b));
    }
  }
  return result;
}

bool ExponentialFraction::too_large(const ExponentialFraction& a, const ExponentialFraction& b) {
  const std::size_t size_a = a.numerator_.size() + a.denominator_.size();
  const std::size_t size_b = b.numerator_.size() + b.denominator_.size();
  return size_a * size_b > largest_sum;
}

const Rational* ExponentialFraction::constant() const {
  static const Rational zero(0);
  if (kind_ != Kind::fraction || denominator_.size() != 1 || numerator_.size() > 1) {
    return nullptr;
  }
  if (numerator_.empty()) {
    return &zero;
  }
  return numerator_.begin()->first == 0 ? &numerator_.begin()->second : nullptr;
}

ExponentialFraction ExponentialFraction::exponential() const {
  if (kind_ == Kind::logarithm) {
    return ExponentialFraction(Kind::fraction, numerator_, denominator_);
  }
  if (const Rational* exponent = constant()) {
    return ExponentialFraction(Kind::fraction, {{*exponent, Rational(1)}},
                               {{Rational(0), Rational(1)}});
  }
  return undetermined();
}

ExponentialFraction exp(const ExponentialFraction& x) { return x.exponential(); }

ExponentialFraction log(const ExponentialFraction& x) {
  if (x.kind_ != ExponentialFraction::Kind::fraction || x.numerator_.empty()) {
    return ExponentialFraction::undetermined();
  }
  const auto& [exponent, coefficient] = *x.numerator_.begin();
  if (x.numerator_.size() == 1 && x.denominator_.size() == 1 && coefficient == 1) {
    return ExponentialFraction(exponent);
  }
  return ExponentialFraction(ExponentialFraction::Kind::logarithm, x.numerator_, x.denominator_);
}

ExponentialFraction operator+(const ExponentialFraction& a, const ExponentialFraction& b) {
  using Fraction = ExponentialFraction;
  if (!a.is_determined() || !b.is_determined() || Fraction::too_large(a, b)) {
    return Fraction::undetermined();
  }
  if (a.kind_ == Fraction::Kind::logarithm || b.kind_ == Fraction::Kind::logarithm) {
    return log(a.exponential() * b.exponential());
  }
  if (a.denominator_ == b.denominator_) {
    return Fraction(Fraction::Kind::fraction, Fraction::sum(a.numerator_, b.numerator_),
                    a.denominator_);
  }
  return Fraction(Fraction::Kind::fraction,
                  Fraction::sum(Fraction::product(a.numerator_, b.denominator_),
                                Fraction::product(b.numerator_, a.denominator_)),
                  Fraction::product(a.denominator_, b.denominator_));
}

ExponentialFraction ExponentialFraction::operator-() const {
  if (kind_ == Kind::logarithm) {
    return ExponentialFraction(kind_, denominator_, numerator_);
  }
  ExponentialFraction result = *this;
  for (auto& [exponent, coefficient] : result.numerator_) {
    coefficient = -coefficient;
  }
  return result;
}

ExponentialFraction operator-(const ExponentialFraction& a, const ExponentialFraction& b) {
  return a + -b;
}

ExponentialFraction operator*(const ExponentialFraction& a, const ExponentialFraction& b) {
  using Fraction = ExponentialFraction;
  if (a.kind_ != Fraction::Kind::fraction || b.kind_ != Fraction::Kind::fraction ||
      Fraction::too_large(a, b)) {
    return Fraction::undetermined();
  }
  return Fraction(Fraction::Kind::fraction, Fraction::product(a.numerator_, b.numerator_),
                  Fraction::product(a.denominator_, b.denominator_));
}

ExponentialFraction operator/(const ExponentialFraction& a, const ExponentialFraction& b) {
  using Fraction = ExponentialFraction;
  if (b.kind_ != Fraction::Kind::fraction || b.numerator_.empty()) {
    return Fraction::undetermined();
  }
  return a * Fraction(Fraction::Kind::fraction, b.denominator_, b.numerator_);
}

bool identically_equal(const ExponentialFraction& a, const ExponentialFraction& b) {
  using Fraction = ExponentialFraction;
  if (!a.is_determined() || !b.is_determined() || Fraction::too_large(a, b)) {
    return false;
  }
  if (a.kind_ == Fraction::Kind::fraction && b.kind_ == Fraction::Kind::fraction) {
    return Fraction::product(a.numerator_, b.denominator_) ==
           Fraction::product(b.numerator_, a.denominator_);
  }
  const Fraction left = a.exponential();
  const Fraction right = b.exponential();
  return left.is_determined() && right.is_determined() && identically_equal(left, right);
}

ExponentialFraction expm1(const ExponentialFraction& x) { return exp(x) - 1; }
ExponentialFraction log1p(const ExponentialFraction& x) { return log(1 + x); }
ExponentialFraction sinh(const ExponentialFraction& x) { return (exp(x) - exp(-x)) / 2; }
ExponentialFraction cosh(const ExponentialFraction& x) { return (exp(x) + exp(-x)) / 2; }
ExponentialFraction abs(const ExponentialFraction& x) { return max(x, -x); }
ExponentialFraction lambert_w0(const ExponentialFraction& x) { return x / 0; }
ExponentialFraction min(const ExponentialFraction& a, const ExponentialFraction& b) {
  return -max(-a, -b);
}
ExponentialFraction max(const ExponentialFraction& a, const ExponentialFraction& b) {
  if (a.constant() == nullptr || b.constant() == nullptr) {
    return identically_equal(a, b) ? a : a / 0;
  }
  return *a.constant() < *b.constant() ? b : a;
}

bool may_be_at_most(const ExponentialFraction& value, const ExponentialFraction& bound) {
  return value.constant() == nullptr || bound.constant() == nullptr ||
         *value.constant() <= *bound.constant();
}
bool may_be_below(const ExponentialFraction& value, const ExponentialFraction& bound) {
  return value.constant() == nullptr || bound.constant() == nullptr ||
         *value.constant() < *bound.constant();
}
bool may_be_finite(const ExponentialFraction&) { return true; }
bool may_be_number(const ExponentialFraction&) { return true; }

std::string round_trip(const ExponentialFraction& value) {
  return value.constant() == nullptr ? "a formula" : value.constant()->str();
}

}  // namespace benignity
