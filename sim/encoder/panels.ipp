#pragma once

#include "sim/encoder/panels.hpp"
#include "sim/lanes/kernels.hpp"
#include "sim/lanes/panel_kernels.hpp"

namespace benignity {

template <class Real>
void Panels<Real>::multiply(Eigen::Index first, Eigen::Index last, const Stack<Real>& x,
                            Stack<Real>& y) const {
  for (Eigen::Index panel = 0; panel < count(); ++panel) {
    const Eigen::Index from = first_column(panel);
    if constexpr (has_lanes<Real>) {
      panel_kernels<Real>().multiply(last - first, width(panel), row(panel, first), x.rows(),
                                     x.data() + from, x.cols(), y.data() + first, y.cols());
    } else {
      for (Eigen::Index i = 0; i < x.rows(); ++i) {
        for (Eigen::Index r = first; r < last; ++r) {
          for (Eigen::Index c = 0; c < width(panel); ++c) {
            y(i, r) += row(panel, r)[c] * x(i, from + c);
          }
        }
      }
    }
  }
}

template <class Real>
void Panels<Real>::multiply_transposed(Eigen::Index panel, Eigen::Index rows, const Stack<Real>& x,
                                       Stack<Real>& z) const {
  const Eigen::Index from = first_column(panel);
  if constexpr (has_lanes<Real>) {
    panel_kernels<Real>().multiply_transposed(rows, width(panel), row(panel, 0), x.rows(), x.data(),
                                              x.cols(), z.data() + from, z.cols());
  } else {
    for (Eigen::Index i = 0; i < x.rows(); ++i) {
      for (Eigen::Index r = 0; r < rows; ++r) {
        for (Eigen::Index c = 0; c < width(panel); ++c) {
          z(i, from + c) += row(panel, r)[c] * x(i, r);
        }
      }
    }
  }
}

}  // namespace benignity
