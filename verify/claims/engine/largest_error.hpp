#pragma once

#include <cmath>

namespace benignity {

/// The largest absolute value seen so far, 0 before any. A NaN, once seen, stays: unlike with
/// std::max or Eigen's maxCoeff no later number hides it, so `value() <= tolerance` is then false.
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
