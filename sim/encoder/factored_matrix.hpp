#pragma once

#include "sim/encoder/panels.hpp"
#include "sim/model/state_archive.hpp"

namespace benignity {

/// A weight matrix as it trains: W = B + sum_k l_k r_k^T with the updates of the last steps kept as
/// factors. A product reads B once and writes nothing; where the factors have grown to 1/16 of the
/// matrix's shorter side they are folded into B, so that B is written once in many steps. Sizes
/// alone decide when, and every sum has an order of its own: any number of threads gives the same
/// bits.
template <class Real>
class FactoredMatrix {
 public:
  FactoredMatrix() = default;
  /// Zero; an update has at most `update_rank` terms.
  FactoredMatrix(Eigen::Index rows, Eigen::Index columns, Eigen::Index update_rank);

  [[nodiscard]] Eigen::Index rows() const { return rows_; }
  [[nodiscard]] Eigen::Index columns() const { return columns_; }
  /// An entry of B, of W where no factor is kept (at the start, and after fold()).
  [[nodiscard]] Real& base(Eigen::Index row, Eigen::Index column) { return base_.at(row, column); }
  /// An entry of W.
  [[nodiscard]] Real entry(Eigen::Index row, Eigen::Index column) const;

  /// W x_i for each row of x: as many rows of padded(rows()).
  [[nodiscard]] Stack<Real> times(const Stack<Real>& x) const;
  /// W^T y_i.
  [[nodiscard]] Stack<Real> transposed_times(const Stack<Real>& y) const;
  /// W += scale sum_i left_i right_i^T.
  void add(const Real& scale, const Stack<Real>& left, const Stack<Real>& right);
  void fold();

  void keep(StateArchive& archive) {
    archive(base_.entries(), left_.entries(), right_.entries(), kept_);
  }

 private:
  [[nodiscard]] Eigen::Index kept_rows() const { return (kept_ + 7) / 8 * 8; }

  Eigen::Index rows_ = 0;
  Eigen::Index columns_ = 0;
  Eigen::Index capacity_ = 0;
  Eigen::Index kept_ = 0;
  Panels<Real> base_;
  Panels<Real> left_;   // capacity x rows
  Panels<Real> right_;  // capacity x columns
};

}  // namespace benignity
