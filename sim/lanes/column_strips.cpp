#include "sim/lanes/column_strips.hpp"

#include <algorithm>

namespace benignity {
namespace {

Vector<double> in_strips(const Strips<double>& strips, const Matrix<double>& lower) {
  Vector<double> entries = Vector<double>::Zero(strips.offset(strips.count()));
  for (Eigen::Index j = 0; j < lower.cols(); ++j) {
    for (Eigen::Index i = j; i < lower.rows(); ++i) {
      entries(strips.index(i, j)) = lower(i, j);
      if (strips.share_a_square(i, j)) entries(strips.index(j, i)) = lower(i, j);
    }
  }
  return entries;
}

/// The padding in front stays zero.
void copy_behind_padding(const Strips<double>& strips, const double* from, Eigen::Index count,
                         double* to) {
  std::copy_n(from, count, to + strips.padding());
}

}  // namespace

SymmetricStrips::SymmetricStrips(const Matrix<double>& lower, const ColumnKernels& kernels)
    : kernels_(&kernels), strips_{lower.rows()}, entries_(in_strips(strips_, lower)) {}

Matrix<double> SymmetricStrips::operator()(const Matrix<double>& c) {
  if (c_.cols() != c.cols()) c_.setZero(strips_.padded(), c.cols());
  for (Eigen::Index h = 0; h < c.cols(); ++h) {
    copy_behind_padding(strips_, &c(0, h), c.rows(), &c_(0, h));
  }
  y_.setZero(strips_.padded(), c.cols());
  kernels_->multiply(strips_, entries_.data(), c.cols(), c_.data(), y_.data());
  return y_.bottomRows(strips_.size);
}

bool fits_strips(const Matrix<double>& mixing, const Vector<double>& gain) {
  if (gain.size() == 1) return true;
  return gain.size() == 2 && mixing(0, 1) == 0 && mixing(1, 1) != 0 &&
         gain(0) * mixing(1, 1) == mixing(1, 0) * gain(1);
}

ColumnStrips::ColumnStrips(const Matrix<double>& products, Eigen::Index blocks,
                           const ColumnKernels& kernels)
    : kernels_(&kernels),
      strips_{products.rows()},
      blocks_(blocks),
      planes_(static_cast<std::size_t>(blocks * blocks),
              Vector<double>::Zero(strips_.offset(strips_.count()))),
      k_(Vector<double>::Zero(strips_.padded())),
      c_(k_),
      changes_(Matrix<double>::Zero(strips_.padded(), blocks)),
      y_(strips_.padded(), blocks) {
  planes_.front() = in_strips(strips_, products);
}

void ColumnStrips::update_and_multiply(const ColumnUpdate<double>& update, const Vector<double>& c,
                                       Matrix<double>& y) {
  copy_behind_padding(strips_, update.k.data(), strips_.size, k_.data());
  copy_behind_padding(strips_, c.data(), c.size(), c_.data());
  std::fill_n(y_.data(), y_.size(), 0.0);
  const Matrix<double>& mixing = update.mixing;
  const Matrix<double>& changes = update.changes;
  if (blocks_ == 1) {
    copy_behind_padding(strips_, changes.data(), strips_.size, changes_.data());
    kernels_->follow(strips_, mixing(0, 0), changes_.data(), k_.data(), c_.data(),
                     planes_.front().data(), y_.data());
  } else {
    // u = r_11;  r_01 = g_1 (B_00 Z_0^T p + B_10 Z_1^T p) + (g_0 g_1 q/2) k, of which rho u is all
    // but t.
    const double rho = mixing(1, 0) / mixing(1, 1);
    double* const u = changes_.data() + strips_.padding();
    double* const t = &changes_(strips_.padding(), 1);
    for (Eigen::Index r = 0; r < strips_.size; ++r) {
      u[r] = changes(r, 3);
      t[r] = changes(r, 1) - rho * changes(r, 3);
    }
    PairArrays arrays;
    arrays.strips = strips_;
    for (std::size_t plane = 0; plane < 4; ++plane) arrays.planes[plane] = planes_[plane].data();
    arrays.own[0] = mixing(0, 0);
    arrays.own[1] = mixing(1, 1);
    arrays.rho = rho;
    arrays.k = k_.data();
    arrays.u = changes_.data();
    arrays.t = &changes_(0, 1);
    arrays.c = c_.data();
    kernels_->follow_pair(arrays, y_.data());
  }
  y.resize(strips_.size, blocks_);
  for (Eigen::Index i = 0; i < blocks_; ++i) {
    std::copy_n(&y_(strips_.padding(), i), strips_.size, &y(0, i));
  }
}

}  // namespace benignity
