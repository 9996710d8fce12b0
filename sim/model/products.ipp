#pragma once

#include <type_traits>

#include "sim/model/products.hpp"

namespace benignity {

template <class Real>
using ColumnsView = Eigen::Map<const Matrix<Real>, Eigen::Unaligned, Eigen::OuterStride<>>;
template <class Real>
using RowsView = Eigen::Map<const RowMatrix<Real>, Eigen::Unaligned, Eigen::OuterStride<>>;

/// visit(m) of a view whose columns or whose rows lie dense in memory, as Eigen's map of that kind.
template <class Real, class Visit>
void visit_matrix(const MatrixView<Real>& m, const Visit& visit) {
  if (m.row_step == 1) {
    visit(ColumnsView<Real>(m.entries, m.rows, m.columns, Eigen::OuterStride<>(m.column_step)));
  } else {
    eigen_assert(m.column_step == 1);
    visit(RowsView<Real>(m.entries, m.rows, m.columns, Eigen::OuterStride<>(m.row_step)));
  }
}

/// Entries `step` apart, as one vector.
template <class Real>
Vector<Real> vector_of(const Real* entries, Eigen::Index size, Eigen::Index step) {
  return Eigen::Map<const Vector<Real>, Eigen::Unaligned, Eigen::InnerStride<>>(
      entries, size, Eigen::InnerStride<>(step));
}

/// Eigen's kernels: those that its expressions of the same shapes call, so that the sums are the
/// same to the last bit.
template <class Real>
void add_blocked_product(const Real& scale, const MatrixView<Real>& a, const MatrixView<Real>& b,
                         Real* columns) {
  Eigen::Map<Matrix<Real>> out(columns, a.rows, b.columns);
  if (a.columns == 1) {
    for (Eigen::Index j = 0; j < b.columns; ++j) {
      const Real factor = scale * b.entries[j * b.column_step];
      for (Eigen::Index i = 0; i < a.rows; ++i) out(i, j) += a.entries[i * a.row_step] * factor;
    }
  } else if (b.columns == 1) {
    const Vector<Real> x = vector_of(b.entries, b.rows, b.row_step);
    visit_matrix(a, [&](const auto& m) { out.col(0).noalias() += scale * (m * x); });
  } else if (a.rows == 1) {
    const Vector<Real> x = vector_of(a.entries, a.columns, a.column_step);
    Eigen::Map<Vector<Real>> row(columns, b.columns);
    const MatrixView<Real> transposed{b.entries, b.columns, b.rows, b.column_step, b.row_step};
    visit_matrix(transposed, [&](const auto& m) { row.noalias() += scale * (m * x); });
  } else {
    visit_matrix(a, [&](const auto& left) {
      visit_matrix(b, [&](const auto& right) { out.noalias() += scale * (left * right); });
    });
  }
}

template <class Real>
void add_product(const Real& scale, const MatrixView<Real>& a, const MatrixView<Real>& b,
                 Real* columns) {
  if constexpr (std::is_floating_point_v<Real>) {
    add_blocked_product(scale, a, b, columns);
  } else {
    for (Eigen::Index j = 0; j < b.columns; ++j) {
      for (Eigen::Index i = 0; i < a.rows; ++i) {
        const Real* const row = a.entries + i * a.row_step;
        const Real* const column = b.entries + j * b.column_step;
        Real sum = 0;
        for (Eigen::Index k = 0; k < a.columns; ++k) {
          sum += row[k * a.column_step] * column[k * b.row_step];
        }
        columns[i + j * a.rows] += scale * sum;
      }
    }
  }
}

}  // namespace benignity
