#pragma once

#include "sim/encoder/factored_matrix.hpp"
#include "sim/encoder/panels.ipp"
#include "sim/lanes/parallel_for.hpp"

namespace benignity {
namespace encoder_threads {

/// Entries from which a product is worth a second thread.
inline constexpr Eigen::Index fewest_entries = Eigen::Index{1} << 18;
inline constexpr Eigen::Index rows_at_once = 64;

/// Calls `run` for each index below `count`; over threads where the matrix is large. Isolated, so
/// that a thread that waits takes up no other work of the program meanwhile.
template <class Run>
void for_each(Eigen::Index count, Eigen::Index entries, const Run& run) {
  if (entries < fewest_entries) {
    for (Eigen::Index i = 0; i < count; ++i) run(i);
    return;
  }
  isolated_parallel_for(count, run);
}

}  // namespace encoder_threads

template <class Real>
FactoredMatrix<Real>::FactoredMatrix(Eigen::Index rows, Eigen::Index columns,
                                     Eigen::Index update_rank)
    : rows_(rows),
      columns_(columns),
      capacity_(std::max(update_rank, std::min(rows, columns) / 16 / update_rank * update_rank)),
      base_(rows, columns),
      left_(capacity_, rows),
      right_(capacity_, columns) {}

template <class Real>
Real FactoredMatrix<Real>::entry(Eigen::Index row, Eigen::Index column) const {
  Real sum = base_.at(row, column);
  for (Eigen::Index k = 0; k < kept_; ++k) sum += left_.at(k, row) * right_.at(k, column);
  return sum;
}

template <class Real>
Stack<Real> FactoredMatrix<Real>::times(const Stack<Real>& x) const {
  using namespace encoder_threads;
  Stack<Real> shares = Stack<Real>::Zero(x.rows(), right_.rows());
  if (kept_ > 0) right_.multiply(0, kept_rows(), x, shares);
  Stack<Real> y = Stack<Real>::Zero(x.rows(), base_.rows());
  const Eigen::Index entries = base_.rows() * base_.columns();
  for_each((base_.rows() + rows_at_once - 1) / rows_at_once, entries, [&](Eigen::Index chunk) {
    const Eigen::Index first = chunk * rows_at_once;
    base_.multiply(first, std::min(first + rows_at_once, base_.rows()), x, y);
  });
  for (Eigen::Index panel = 0; kept_ > 0 && panel < left_.count(); ++panel) {
    left_.multiply_transposed(panel, kept_rows(), shares, y);
  }
  return y;
}

template <class Real>
Stack<Real> FactoredMatrix<Real>::transposed_times(const Stack<Real>& y) const {
  Stack<Real> shares = Stack<Real>::Zero(y.rows(), left_.rows());
  if (kept_ > 0) left_.multiply(0, kept_rows(), y, shares);
  Stack<Real> z = Stack<Real>::Zero(y.rows(), base_.columns());
  const Eigen::Index entries = base_.rows() * base_.columns();
  encoder_threads::for_each(base_.count(), entries, [&](Eigen::Index panel) {
    base_.multiply_transposed(panel, base_.rows(), y, z);
    if (kept_ > 0) right_.multiply_transposed(panel, kept_rows(), shares, z);
  });
  return z;
}

template <class Real>
void FactoredMatrix<Real>::add(const Real& scale, const Stack<Real>& left,
                               const Stack<Real>& right) {
  if (kept_ + left.rows() > capacity_) fold();
  const auto copy = [&](const Stack<Real>& from, const Real& factor, Panels<Real>& to) {
    for (Eigen::Index k = 0; k < from.rows(); ++k) {
      for (Eigen::Index panel = 0; panel < to.count(); ++panel) {
        const Real* const source = &from(k, to.first_column(panel));
        Real* const target = to.row(panel, kept_ + k);
        for (Eigen::Index c = 0; c < to.width(panel); ++c) target[c] = factor * source[c];
      }
    }
  };
  copy(left, scale, left_);
  copy(right, Real(1), right_);
  kept_ += left.rows();
}

template <class Real>
void FactoredMatrix<Real>::fold() {
  using namespace encoder_threads;
  const Eigen::Index entries = base_.rows() * base_.columns();
  for_each((base_.rows() + rows_at_once - 1) / rows_at_once, entries, [&](Eigen::Index chunk) {
    const Eigen::Index first = chunk * rows_at_once;
    const Eigen::Index count = std::min(rows_at_once, base_.rows() - first);
    const Eigen::Index left_panel = first / Panels<Real>::widest;
    const Real* const left = left_.row(left_panel, 0) + (first - left_.first_column(left_panel));
    const Eigen::Index left_stride = left_.width(left_panel);
    for (Eigen::Index panel = 0; panel < base_.count(); ++panel) {
      const Eigen::Index width = base_.width(panel);
      if constexpr (has_lanes<Real>) {
        panel_kernels<Real>().add_product(count, width, base_.row(panel, first), kept_, left,
                                          left_stride, right_.row(panel, 0), width);
      } else {
        for (Eigen::Index r = 0; r < count; ++r) {
          for (Eigen::Index c = 0; c < width; ++c) {
            for (Eigen::Index k = 0; k < kept_; ++k) {
              base_.row(panel, first + r)[c] += left[k * left_stride + r] * right_.row(panel, k)[c];
            }
          }
        }
      }
    }
  });
  left_.entries().setZero();
  right_.entries().setZero();
  kept_ = 0;
}

}  // namespace benignity
