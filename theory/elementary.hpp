#pragma once

#include <cmath>
#include <concepts>
#include <cstddef>

namespace benignity {

/// e^x - 1 without cancellation near 0, by the scalar's own expm1. Built-in scalars overflow to
/// infinity.
template <typename Real>
[[nodiscard]] Real exp_minus_one(const Real& x) {
  if constexpr (std::floating_point<Real>) {
    return std::expm1(x);
  } else {
    return expm1(x);
  }
}

/// log(1 + x) without cancellation near 0, by the scalar's own log1p.
template <typename Real>
[[nodiscard]] Real log_one_plus(const Real& x) {
  if constexpr (std::floating_point<Real>) {
    return std::log1p(x);
  } else {
    return log1p(x);
  }
}

/// sigma(z) = 1/(1 + e^-z); e^-z overflows to infinity, sigma to 0.
[[nodiscard]] inline double sigmoid(double z) { return 1 / (1 + std::exp(-z)); }

/// A sum of many terms. Built-in scalars carry Neumaier's compensation, so that a million terms
/// cost about two roundings of sum |terms| and not a million; other scalars add plainly.
template <typename Real>
class Sum {
 public:
  void add(const Real& term) {
    const Real next = total_ + term;
    if constexpr (std::floating_point<Real>) {
      const bool total_leads = std::abs(total_) >= std::abs(term);
      lost_ += total_leads ? (total_ - next) + term : (term - next) + total_;
    }
    total_ = next;
  }
  [[nodiscard]] Real value() const {
    if constexpr (std::floating_point<Real>) {
      return std::isfinite(lost_) ? total_ + lost_ : total_;
    } else {
      return total_;
    }
  }

 private:
  Real total_ = Real(0);
  Real lost_ = Real(0);
};

/// The largest absolute value seen so far, 0 before any. A NaN, once seen, stays: unlike with
/// std::max, `worst < error` or Eigen's maxCoeff no later number hides it, so that
/// `value() <= tolerance` is then false.
class LargestError {
 public:
  void see(double error) {
    const double size = std::abs(error);
    if (!std::isnan(value_) && !(size <= value_)) value_ = size;
  }

  /// Every entry of a matrix of any scalar.
  template <class Matrix>
  void see_entries(const Matrix& errors) {
    for (auto row = errors.rows(); row-- > 0;) {
      for (auto column = errors.cols(); column-- > 0;) {
        see(static_cast<double>(errors(row, column)));
      }
    }
  }

  [[nodiscard]] double value() const { return value_; }

 private:
  double value_ = 0;
};

}  // namespace benignity
