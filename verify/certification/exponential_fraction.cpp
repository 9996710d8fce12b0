#include "verify/certification/exponential_fraction.hpp"

#include <cmath>
#include <map>
#include <utility>

#include <gmpxx.h>

namespace benignity {

using Rational = mpq_class;
using FormalSum = std::map<Rational, Rational>;  ///< exponent r -> coefficient c != 0

enum class FormulaKind { fraction, logarithm, undetermined };

/// The fraction numerator/denominator, or its logarithm. A denominator of one term is kept as 1, so
/// that a constant is one term over 1 and an exponential is recognised as one.
struct FormalQuotient {
  FormulaKind kind = FormulaKind::fraction;
  FormalSum numerator;
  FormalSum denominator;
};

namespace {

const FormalSum& formal_one() {
  static const FormalSum one{{Rational(0), Rational(1)}};
  return one;
}

void accumulate(FormalSum& sum, const Rational& exponent, const Rational& coefficient) {
  if (coefficient == 0) {
    return;
  }
  const auto [place, is_new] = sum.try_emplace(exponent, coefficient);
  if (!is_new) {
    place->second += coefficient;
    // Terms that cancel leave: two formulas are equal exactly where their maps are.
    if (place->second == 0) {
      sum.erase(place);
    }
  }
}

FormalSum formal_sum(const FormalSum& a, const FormalSum& b) {
  FormalSum result = a;
  for (const auto& [exponent, coefficient] : b) {
    accumulate(result, exponent, coefficient);
  }
  return result;
}

FormalSum formal_product(const FormalSum& a, const FormalSum& b) {
  FormalSum result;
  for (const auto& [exponent_a, coefficient_a] : a) {
    for (const auto& [exponent_b, coefficient_b] : b) {
      accumulate(result, Rational(exponent_a + exponent_b),
                 Rational(coefficient_a * coefficient_b));
    }
  }
  return result;
}

ExponentialFraction no_formula() {
  static const auto formula =
      std::make_shared<const FormalQuotient>(FormalQuotient{FormulaKind::undetermined, {}, {}});
  return ExponentialFraction(formula);
}

std::shared_ptr<const FormalQuotient> formal_quotient(FormulaKind kind, FormalSum numerator,
                                                      FormalSum denominator) {
  if (numerator.empty() && kind == FormulaKind::fraction) {
    denominator = formal_one();
  }
  if (denominator.size() == 1) {
    const auto [exponent, coefficient] = *denominator.begin();
    if (exponent != 0 || coefficient != 1) {
      numerator = formal_product(numerator, {{Rational(-exponent), Rational(1 / coefficient)}});
      denominator = formal_one();
    }
  }
  return std::make_shared<const FormalQuotient>(
      FormalQuotient{kind, std::move(numerator), std::move(denominator)});
}

ExponentialFraction formal_fraction(FormalSum numerator, FormalSum denominator) {
  return ExponentialFraction(
      formal_quotient(FormulaKind::fraction, std::move(numerator), std::move(denominator)));
}

std::shared_ptr<const FormalQuotient> formal_constant(const Rational& value) {
  FormalSum numerator;
  accumulate(numerator, Rational(0), value);
  return formal_quotient(FormulaKind::fraction, std::move(numerator), formal_one());
}

bool is_fraction(const ExponentialFraction& x) { return x.formula().kind == FormulaKind::fraction; }
bool is_logarithm(const ExponentialFraction& x) {
  return x.formula().kind == FormulaKind::logarithm;
}

/// Terms multiply under every operation: beyond this a formula costs more than any identity is
/// worth, and giving up is safe, since an undetermined formula equals nothing.
bool too_large(const ExponentialFraction& a, const ExponentialFraction& b) {
  const auto terms = [](const FormalQuotient& x) {
    return x.numerator.size() + x.denominator.size();
  };
  return terms(a.formula()) * terms(b.formula()) > ExponentialFraction::largest_sum;
}

/// The rational number this is, where it is one.
const Rational* constant_of(const ExponentialFraction& x) {
  static const Rational zero(0);
  const auto& [kind, numerator, denominator] = x.formula();
  if (kind != FormulaKind::fraction || denominator.size() != 1 || numerator.size() > 1) {
    return nullptr;
  }
  if (numerator.empty()) {
    return &zero;
  }
  return numerator.begin()->first == 0 ? &numerator.begin()->second : nullptr;
}

}  // namespace

ExponentialFraction::ExponentialFraction(std::shared_ptr<const FormalQuotient> formula)
    : formula_(std::move(formula)) {}

// mpq_set_d aborts on NaN and infinity, which are no rational numbers.
ExponentialFraction::ExponentialFraction(double value)
    : formula_(std::isfinite(value) ? formal_constant(Rational(value)) : no_formula().formula_) {}

ExponentialFraction::ExponentialFraction(Integer n)
    : formula_(formal_constant(Rational(n.value))) {}

bool ExponentialFraction::is_determined() const {
  return formula_->kind != FormulaKind::undetermined;
}
bool ExponentialFraction::is_constant() const { return constant_of(*this) != nullptr; }

/// e^(p/q) is of the class only where p/q is a constant (e^(e^r) is not, and Lindemann-Weierstrass
/// would say nothing of it); e^(log(p/q)) is p/q.
ExponentialFraction exp(const ExponentialFraction& x) {
  if (is_logarithm(x)) {
    return formal_fraction(x.formula().numerator, x.formula().denominator);
  }
  if (const Rational* exponent = constant_of(x)) {
    return formal_fraction({{*exponent, Rational(1)}}, formal_one());
  }
  return no_formula();
}

ExponentialFraction log(const ExponentialFraction& x) {
  const auto& [kind, numerator, denominator] = x.formula();
  if (kind != FormulaKind::fraction || numerator.empty()) {
    return no_formula();
  }
  const auto& [exponent, coefficient] = *numerator.begin();
  if (numerator.size() == 1 && denominator.size() == 1 && coefficient == 1) {
    return ExponentialFraction(formal_constant(exponent));
  }
  return ExponentialFraction(formal_quotient(FormulaKind::logarithm, numerator, denominator));
}

ExponentialFraction operator+(const ExponentialFraction& a, const ExponentialFraction& b) {
  if (!a.is_determined() || !b.is_determined() || too_large(a, b)) {
    return no_formula();
  }
  if (is_logarithm(a) || is_logarithm(b)) {
    // log p + log q = log(pq), and r + log q = log(e^r q) for a constant r.
    return log(exp(a) * exp(b));
  }
  const auto& [kind_a, numerator_a, denominator_a] = a.formula();
  const auto& [kind_b, numerator_b, denominator_b] = b.formula();
  if (denominator_a == denominator_b) {
    return formal_fraction(formal_sum(numerator_a, numerator_b), denominator_a);
  }
  return formal_fraction(formal_sum(formal_product(numerator_a, denominator_b),
                                    formal_product(numerator_b, denominator_a)),
                         formal_product(denominator_a, denominator_b));
}

ExponentialFraction ExponentialFraction::operator-() const {
  const auto& [kind, numerator, denominator] = *formula_;
  if (kind == FormulaKind::logarithm) {
    return ExponentialFraction(formal_quotient(kind, denominator, numerator));
  }
  FormalQuotient opposite = *formula_;
  for (auto& [exponent, coefficient] : opposite.numerator) {
    coefficient = -coefficient;
  }
  return ExponentialFraction(std::make_shared<const FormalQuotient>(std::move(opposite)));
}

ExponentialFraction operator-(const ExponentialFraction& a, const ExponentialFraction& b) {
  return a + -b;
}

ExponentialFraction operator*(const ExponentialFraction& a, const ExponentialFraction& b) {
  if (!is_fraction(a) || !is_fraction(b) || too_large(a, b)) {
    return no_formula();
  }
  return formal_fraction(formal_product(a.formula().numerator, b.formula().numerator),
                         formal_product(a.formula().denominator, b.formula().denominator));
}

ExponentialFraction operator/(const ExponentialFraction& a, const ExponentialFraction& b) {
  if (!is_fraction(b) || b.formula().numerator.empty()) {
    return no_formula();
  }
  return a * formal_fraction(b.formula().denominator, b.formula().numerator);
}

bool identically_equal(const ExponentialFraction& a, const ExponentialFraction& b) {
  if (!a.is_determined() || !b.is_determined() || too_large(a, b)) {
    return false;
  }
  if (is_fraction(a) && is_fraction(b)) {
    // No common factors are ever cancelled, so p/q = r/s is asked as ps = rq.
    return formal_product(a.formula().numerator, b.formula().denominator) ==
           formal_product(b.formula().numerator, a.formula().denominator);
  }
  // The exponential is one to one, and of a logarithm it is a fraction.
  const ExponentialFraction left = exp(a);
  const ExponentialFraction right = exp(b);
  return left.is_determined() && right.is_determined() && identically_equal(left, right);
}

ExponentialFraction expm1(const ExponentialFraction& x) { return exp(x) - 1; }
ExponentialFraction log1p(const ExponentialFraction& x) { return log(1 + x); }
ExponentialFraction sinh(const ExponentialFraction& x) { return (exp(x) - exp(-x)) / 2; }
ExponentialFraction cosh(const ExponentialFraction& x) { return (exp(x) + exp(-x)) / 2; }
ExponentialFraction abs(const ExponentialFraction& x) { return max(x, -x); }
ExponentialFraction lambert_w0(const ExponentialFraction&) { return no_formula(); }
ExponentialFraction min(const ExponentialFraction& a, const ExponentialFraction& b) {
  return -max(-a, -b);
}
ExponentialFraction max(const ExponentialFraction& a, const ExponentialFraction& b) {
  const Rational* left = constant_of(a);
  const Rational* right = constant_of(b);
  if (left == nullptr || right == nullptr) {
    // Which of two formulas is larger would take digits; where they are the same it does not
    // matter.
    return identically_equal(a, b) ? a : no_formula();
  }
  return *left < *right ? b : a;
}

bool may_be_at_most(const ExponentialFraction& value, const ExponentialFraction& bound) {
  const Rational* left = constant_of(value);
  const Rational* right = constant_of(bound);
  return left == nullptr || right == nullptr || *left <= *right;
}
bool may_be_below(const ExponentialFraction& value, const ExponentialFraction& bound) {
  const Rational* left = constant_of(value);
  const Rational* right = constant_of(bound);
  return left == nullptr || right == nullptr || *left < *right;
}
bool may_be_finite(const ExponentialFraction&) { return true; }
bool may_be_number(const ExponentialFraction&) { return true; }

std::string round_trip(const ExponentialFraction& value) {
  const Rational* number = constant_of(value);
  return number == nullptr ? "a formula" : number->get_str();
}

}  // namespace benignity
