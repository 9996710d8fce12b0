#pragma once

#include <cmath>
#include <limits>

#include <arb.h>
#include <arb_mat.h>

// Arb's types with the lifetimes of C++. For the sources of this folder alone: no header of another
// room sees Arb.

namespace benignity {

/// An upper bound of something >= 0; every operation rounds upwards, and no exponent overflows.
class Bound {
 public:
  Bound() { mag_init(value_); }
  explicit Bound(double at_least) : Bound() { mag_set_d(value_, at_least); }
  explicit Bound(arf_srcptr absolute) : Bound() { arf_get_mag(value_, absolute); }
  explicit Bound(mag_srcptr value) : Bound() { mag_set(value_, value); }
  Bound(const Bound& other) : Bound(other.value_) {}
  Bound& operator=(const Bound& other) {
    mag_set(value_, other.value_);
    return *this;
  }
  ~Bound() { mag_clear(value_); }

  friend Bound operator+(Bound a, const Bound& b) {
    mag_add(a.value_, a.value_, b.value_);
    return a;
  }
  friend Bound operator*(Bound a, const Bound& b) {
    mag_mul(a.value_, a.value_, b.value_);
    return a;
  }
  Bound& operator+=(const Bound& b) { return *this = *this + b; }
  void add_square(const Bound& b) { mag_addmul(value_, b.value_, b.value_); }
  [[nodiscard]] Bound root() const {
    Bound result;
    mag_sqrt(result.value_, value_);
    return result;
  }
  [[nodiscard]] friend bool exceeds(const Bound& a, const Bound& b) {
    return mag_cmp(a.value_, b.value_) > 0;
  }
  /// log2, rounded; -inf for 0.
  [[nodiscard]] double log2() const {
    if (mag_is_zero(value_)) return -std::numeric_limits<double>::infinity();
    return std::log2(static_cast<double>(MAG_MAN(value_))) - MAG_BITS +
           fmpz_get_d(MAG_EXPREF(value_));
  }
  [[nodiscard]] mag_srcptr get() const { return value_; }

 private:
  mag_t value_;
};

/// A real number enclosed.
class Ball {
 public:
  Ball() { arb_init(value_); }
  explicit Ball(double exact) : Ball() { arb_set_d(value_, exact); }
  Ball(const Ball& other) : Ball() { arb_set(value_, other.value_); }
  Ball(Ball&& other) noexcept : Ball() { arb_swap(value_, other.value_); }
  Ball& operator=(Ball other) noexcept {
    arb_swap(value_, other.value_);
    return *this;
  }
  ~Ball() { arb_clear(value_); }
  operator arb_ptr() { return value_; }           // NOLINT: Arb's functions take it
  operator arb_srcptr() const { return value_; }  // NOLINT
  [[nodiscard]] Bound radius() const { return Bound(arb_radref(value_)); }
  [[nodiscard]] Bound midpoint_size() const { return Bound(arb_midref(value_)); }

 private:
  arb_t value_;
};

class BallVector {
 public:
  explicit BallVector(slong size) : data_(_arb_vec_init(size)), size_(size) {}
  BallVector(const BallVector&) = delete;
  BallVector& operator=(const BallVector&) = delete;
  ~BallVector() { _arb_vec_clear(data_, size_); }
  [[nodiscard]] arb_ptr at(slong i) { return data_ + i; }
  [[nodiscard]] arb_srcptr at(slong i) const { return data_ + i; }
  [[nodiscard]] slong size() const { return size_; }

  /// The doubles, exactly.
  template <class Doubles>
  void set(const Doubles& from) {
    for (slong i = 0; i < size_; ++i) arb_set_d(at(i), from(i));
  }
  /// Euclidean norm of the midpoints.
  [[nodiscard]] Bound norm() const {
    Bound sum;
    for (slong i = 0; i < size_; ++i) sum.add_square(Bound(arb_midref(at(i))));
    return sum.root();
  }
  /// Makes every entry its midpoint; returns the norm of the radii it had.
  Bound take_radii() {
    Bound sum;
    for (slong i = 0; i < size_; ++i) {
      sum.add_square(Bound(arb_radref(at(i))));
      mag_zero(arb_radref(at(i)));
    }
    return sum.root();
  }

 private:
  arb_ptr data_;
  slong size_;
};

class BallMatrix {
 public:
  BallMatrix(slong rows, slong columns) { arb_mat_init(value_, rows, columns); }
  BallMatrix(const BallMatrix&) = delete;
  BallMatrix& operator=(const BallMatrix&) = delete;
  ~BallMatrix() { arb_mat_clear(value_); }
  operator arb_mat_struct*() { return value_; }              // NOLINT: Arb's functions take it
  operator const arb_mat_struct*() const { return value_; }  // NOLINT
  [[nodiscard]] arb_ptr at(slong i, slong j) { return arb_mat_entry(value_, i, j); }
  [[nodiscard]] arb_srcptr at(slong i, slong j) const { return arb_mat_entry(value_, i, j); }
  [[nodiscard]] slong rows() const { return arb_mat_nrows(value_); }
  [[nodiscard]] slong columns() const { return arb_mat_ncols(value_); }

  /// As BallVector's, in the Frobenius norm, which bounds the spectral one.
  Bound take_radii() {
    Bound sum;
    for (slong i = 0; i < rows(); ++i) {
      for (slong j = 0; j < columns(); ++j) {
        sum.add_square(Bound(arb_radref(at(i, j))));
        mag_zero(arb_radref(at(i, j)));
      }
    }
    return sum.root();
  }

 private:
  arb_mat_t value_;
};

}  // namespace benignity
