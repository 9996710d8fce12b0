#include "verify/interval/enclosure.hpp"

#include <ostream>
#include <sstream>
#include <utility>

#include <mpfi_io.h>

namespace benignity {
namespace {

constexpr long least_precision = 64;
thread_local long working_bits = least_precision;

}  // namespace

WorkingPrecision::WorkingPrecision(long bits) : previous_(working_bits) {
  working_bits = bits > least_precision ? bits : least_precision;
}
WorkingPrecision::~WorkingPrecision() { working_bits = previous_; }
long WorkingPrecision::bits() { return working_bits; }

Enclosure::Enclosure(Blank) { mpfi_init2(interval_, working_bits); }
Enclosure::Enclosure(Integer n) : Enclosure(Blank{}) { mpfi_set_si(interval_, n.value); }
Enclosure::Enclosure(double value) : Enclosure(Blank{}) { mpfi_set_d(interval_, value); }
Enclosure::Enclosure(double lower, double upper) : Enclosure(Blank{}) {
  if (lower <= upper) {
    mpfi_interv_d(interval_, lower, upper);
  }
}
Enclosure::Enclosure(const Enclosure& other) {
  mpfi_init2(interval_, mpfi_get_prec(other.interval_));
  mpfi_set(interval_, other.interval_);
}
Enclosure::Enclosure(Enclosure&& other) noexcept {
  *interval_ = *other.interval_;
  other.interval_->left._mpfr_d = nullptr;
}
Enclosure& Enclosure::operator=(Enclosure other) noexcept {
  std::swap(*interval_, *other.interval_);
  return *this;
}
Enclosure::~Enclosure() {
  if (interval_->left._mpfr_d != nullptr) {
    mpfi_clear(interval_);
  }
}

double Enclosure::lower() const { return mpfr_get_d(&interval_->left, MPFR_RNDD); }
double Enclosure::upper() const { return mpfr_get_d(&interval_->right, MPFR_RNDU); }
bool Enclosure::is_point() const { return mpfr_equal_p(&interval_->left, &interval_->right) != 0; }
bool Enclosure::is_void() const {
  return mpfr_lessequal_p(&interval_->left, &interval_->right) == 0;
}
bool Enclosure::contains(mpfr_srcptr value) const {
  return mpfr_lessequal_p(&interval_->left, value) != 0 &&
         mpfr_lessequal_p(value, &interval_->right) != 0;
}

Enclosure Enclosure::apply(Unary operation, const Enclosure& x) {
  Enclosure result{Blank{}};
  if (!x.is_void()) {
    operation(result.interval_, x.interval_);
  }
  return result;
}
Enclosure Enclosure::apply(Binary operation, const Enclosure& a, const Enclosure& b) {
  Enclosure result{Blank{}};
  if (!a.is_void() && !b.is_void()) {
    operation(result.interval_, a.interval_, b.interval_);
  }
  return result;
}

Enclosure operator+(const Enclosure& a, const Enclosure& b) {
  return Enclosure::apply(mpfi_add, a, b);
}
Enclosure operator-(const Enclosure& a, const Enclosure& b) {
  return Enclosure::apply(mpfi_sub, a, b);
}
Enclosure operator*(const Enclosure& a, const Enclosure& b) {
  return Enclosure::apply(mpfi_mul, a, b);
}
Enclosure operator/(const Enclosure& a, const Enclosure& b) {
  return Enclosure::apply(mpfi_div, a, b);
}
Enclosure Enclosure::operator-() const { return apply(mpfi_neg, *this); }

Enclosure exp(const Enclosure& x) {
  Enclosure result{Enclosure::Blank{}};
  if (x.is_point()) {
    // One evaluation instead of two: the upper end is the next number above an inexact lower end.
    const int inexact = mpfr_exp(&result.interval_->left, &x.interval_->left, MPFR_RNDD);
    mpfr_set(&result.interval_->right, &result.interval_->left, MPFR_RNDU);
    if (inexact != 0) {
      mpfr_nextabove(&result.interval_->right);
    }
    return result;
  }
  mpfi_exp(result.interval_, x.interval_);
  return result;
}

Enclosure expm1(const Enclosure& x) { return Enclosure::apply(mpfi_expm1, x); }
Enclosure log(const Enclosure& x) { return Enclosure::apply(mpfi_log, x); }
Enclosure log1p(const Enclosure& x) { return Enclosure::apply(mpfi_log1p, x); }
Enclosure sinh(const Enclosure& x) { return Enclosure::apply(mpfi_sinh, x); }
Enclosure cosh(const Enclosure& x) { return Enclosure::apply(mpfi_cosh, x); }
Enclosure tanh(const Enclosure& x) { return Enclosure::apply(mpfi_tanh, x); }
Enclosure sqrt(const Enclosure& x) { return Enclosure::apply(mpfi_sqrt, x); }
Enclosure square(const Enclosure& x) { return Enclosure::apply(mpfi_sqr, x); }
Enclosure abs(const Enclosure& x) { return Enclosure::apply(mpfi_abs, x); }

Enclosure min(const Enclosure& a, const Enclosure& b) {
  Enclosure result{Enclosure::Blank{}};
  if (a.is_void() || b.is_void()) {
    return result;
  }
  mpfr_min(&result.interval_->left, &a.interval_->left, &b.interval_->left, MPFR_RNDD);
  mpfr_min(&result.interval_->right, &a.interval_->right, &b.interval_->right, MPFR_RNDU);
  return result;
}
Enclosure max(const Enclosure& a, const Enclosure& b) { return -min(-a, -b); }
Enclosure hull(const Enclosure& a, const Enclosure& b) {
  return Enclosure::apply(mpfi_union, a, b);
}
Enclosure intersection(const Enclosure& a, const Enclosure& b) {
  const Enclosure common = Enclosure::apply(mpfi_intersect, a, b);
  return common.is_void() ? Enclosure(Enclosure::Blank{}) : common;
}
Enclosure midpoint(const Enclosure& x) {
  Enclosure result{Enclosure::Blank{}};
  if (x.is_void()) {
    return result;
  }
  mpfi_mid(&result.interval_->left, x.interval_);
  mpfr_set(&result.interval_->right, &result.interval_->left, MPFR_RNDN);
  return result;
}

bool certainly_less(const Enclosure& a, const Enclosure& b) {
  return !a.is_void() && !b.is_void() && mpfr_less_p(&a.interval_->right, &b.interval_->left) != 0;
}
bool certainly_greater(const Enclosure& a, const Enclosure& b) { return certainly_less(b, a); }

std::ostream& operator<<(std::ostream& out, const Enclosure& x) {
  char* text = nullptr;
  if (mpfr_asprintf(&text, "[%.*RDe, %.*RUe]", 16, &x.interval_->left, 16, &x.interval_->right) >=
      0) {
    out << text;
    mpfr_free_str(text);
  }
  return out;
}

bool may_be_at_most(const Enclosure& value, const Enclosure& bound) {
  return may_be_number(value) && may_be_number(bound) && !certainly_greater(value, bound);
}
bool may_be_below(const Enclosure& value, const Enclosure& bound) {
  return may_be_at_most(value, bound);
}
bool may_be_finite(const Enclosure& value) {
  const double infinity = std::numeric_limits<double>::infinity();
  return may_be_number(value) && value.lower() != infinity && value.upper() != -infinity;
}
bool may_be_number(const Enclosure& value) { return !value.is_void(); }

std::string round_trip(const Enclosure& value) {
  std::ostringstream text;
  text << value;
  return text.str();
}

}  // namespace benignity
