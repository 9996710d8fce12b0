#pragma once

#include "sim/engine/column_gram.hpp"

namespace benignity {

template <class Real>
ColumnGram<Real>::ColumnGram(const Matrix<Real>& products, const Vector<Real>& images,
                             const Real& query_norm2, Eigen::Index blocks)
    : blocks_(blocks), images_(images) {
  const Eigen::Index size = images.size() + 1;
  planes_.assign(static_cast<std::size_t>(blocks * blocks), Matrix<Real>::Zero(size, size));
  Matrix<Real>& start = planes_.front();
  start(0, 0) = query_norm2;
  start.col(0).tail(size - 1) = images;
  start.bottomRightCorner(size - 1, size - 1) = products;
}

/// y(r) = <N_block(:, r), Z c> for all 1 + M columns.
template <class Real>
Vector<Real> ColumnGram<Real>::times_gradient(Eigen::Index block, const Vector<Real>& c) const {
  const Matrix<Real>& lower = plane(block, 0);
  const Matrix<Real>& upper = plane(0, block);  // what lies above the diagonal, mirrored
  const Eigen::Index size = lower.rows();
  const Eigen::Index active = c.size();
  Vector<Real> y = Vector<Real>::Zero(size);
  for (Eigen::Index t = 0; t < active; ++t) {
    y.tail(size - t - 1) += lower.col(t + 1).tail(size - t - 1) * c(t);
  }
  y(0) += upper.col(0).segment(1, active).dot(c);
  for (Eigen::Index r = 1; r < active; ++r) {
    y(r) += upper.col(r).segment(r + 1, active - r).dot(c.tail(active - r));
  }
  return y;
}

template <class Real>
void ColumnGram<Real>::step(const LinearRule<Real>& query_rule, const LinearRule<Real>& column_rule,
                            const Vector<Real>& c, const Vector<Real>& k) {
  const Eigen::Index s = blocks_;
  const Eigen::Index vectors = images_.size();
  const Matrix<Real>& query_mixing = query_rule.mixing;
  const Matrix<Real>& mixing = column_rule.mixing;
  follow_remembered(query_rule, column_rule, c, k);

  // <N_j after mixing, p> and <N_j after mixing, Z c>, before the step: `_0` of the column p itself.
  Matrix<Real> with_query(vectors, s);
  Matrix<Real> with_gradient(vectors, s);
  Vector<Real> with_query_0 = Vector<Real>::Zero(s);
  Vector<Real> with_gradient_0 = Vector<Real>::Zero(s);
  with_query.setZero();
  with_gradient.setZero();
  Real logits_dot_c = 0;
  Real gradient_norm2 = 0;  // |Z c|^2
  for (Eigen::Index i = 0; i < s; ++i) {
    const Vector<Real> y = times_gradient(i, c);
    const auto x = plane(i, 0).col(0);
    if (i == 0) {
      logits_dot_c = y(0);
      gradient_norm2 = y.segment(1, c.size()).dot(c);
    }
    for (Eigen::Index j = 0; j < s; ++j) {
      with_query.col(j) += x.tail(vectors) * mixing(i, j);
      with_gradient.col(j) += y.tail(vectors) * mixing(i, j);
      with_query_0(j) += x(0) * query_mixing(i, j);
      with_gradient_0(j) += y(0) * query_mixing(i, j);
    }
  }
  const Real q = query_norm2();
  const Vector<Real>& g = column_rule.gain;
  const Vector<Real>& g_0 = query_rule.gain;

  // Every plane at once, since each new one mixes the old ones: column by column.
  std::vector<Vector<Real>> next(static_cast<std::size_t>(s * s));
  const auto mixed = [&](Eigen::Index column, Eigen::Index first, Eigen::Index j, Eigen::Index l,
                         const Matrix<Real>& of_rows, const Matrix<Real>& of_column,
                         Eigen::Index rows) {
    Vector<Real>& sum = next[static_cast<std::size_t>(j * s + l)];
    sum.setZero(rows);
    for (Eigen::Index i = 0; i < s; ++i) {
      for (Eigen::Index m = 0; m < s; ++m) {
        const Real factor = of_rows(i, j) * of_column(m, l);
        if (factor != 0) sum += plane(i, m).col(column).segment(first, rows) * factor;
      }
    }
    return &sum;
  };
  const auto write = [&](Eigen::Index column, Eigen::Index first, Eigen::Index rows) {
    for (Eigen::Index jl = 0; jl < s * s; ++jl) {
      planes_[static_cast<std::size_t>(jl)].col(column).segment(first, rows) =
          next[static_cast<std::size_t>(jl)];
    }
  };

  const bool columns_move = !is_frozen(column_rule);
  for (Eigen::Index column = 1; columns_move && column <= vectors; ++column) {
    const Eigen::Index rows = vectors - column + 1;
    const Real& k_column = k(column - 1);
    for (Eigen::Index j = 0; j < s; ++j) {
      for (Eigen::Index l = 0; l < s; ++l) {
        Vector<Real>& sum = *mixed(column, column, j, l, mixing, mixing, rows);
        sum += with_query.col(j).tail(rows) * Real(g(l) * k_column);
        sum += k.tail(rows) * Real(g(j) * (with_query(column - 1, l) + g(l) * q * k_column));
      }
    }
    write(column, column, rows);
  }
  // The column of p, its own entry last: the entries above still read it.
  for (Eigen::Index j = 0; j < s; ++j) {
    for (Eigen::Index l = 0; l < s; ++l) {
      Vector<Real>& sum = *mixed(0, 1, j, l, mixing, query_mixing, vectors);
      sum += with_gradient.col(j) * g_0(l);
      sum += k * Real(g(j) * (with_query_0(l) + g_0(l) * logits_dot_c));
    }
  }
  write(0, 1, vectors);
  for (Eigen::Index j = 0; j < s; ++j) {
    for (Eigen::Index l = 0; l < s; ++l) {
      Vector<Real>& sum = *mixed(0, 0, j, l, query_mixing, query_mixing, 1);
      sum(0) += g_0(l) * with_gradient_0(j) + g_0(j) * with_gradient_0(l) +
                g_0(j) * g_0(l) * gradient_norm2;
    }
  }
  write(0, 0, 1);
  images_ = plane(0, 0).col(0).tail(vectors);
}

template <class Real>
void ColumnGram<Real>::remember() {
  Matrix<Real> images(images_.size() + 1, blocks_);
  for (Eigen::Index i = 0; i < blocks_; ++i) images.col(i) = plane(i, 0).col(0);
  remembered_.push_back(std::move(images));
}

template <class Real>
std::vector<Real> ColumnGram<Real>::query_products() const {
  std::vector<Real> products;
  for (const Matrix<Real>& images : remembered_) products.push_back(images(0, 0));
  return products;
}

/// N_j^T p_s: N moves, p_s does not.
template <class Real>
void ColumnGram<Real>::follow_remembered(const LinearRule<Real>& query_rule,
                                         const LinearRule<Real>& column_rule, const Vector<Real>& c,
                                         const Vector<Real>& k) {
  const Eigen::Index vectors = images_.size();
  for (Matrix<Real>& images : remembered_) {
    const Real with_query = images(0, 0);
    const Real with_gradient = images.col(0).segment(1, c.size()).dot(c);
    Matrix<Real> next(images.rows(), images.cols());
    for (Eigen::Index j = 0; j < blocks_; ++j) {
      next(0, j) = with_gradient * query_rule.gain(j);
      next.col(j).tail(vectors) = k * Real(with_query * column_rule.gain(j));
      for (Eigen::Index i = 0; i < blocks_; ++i) {
        next(0, j) += images(0, i) * query_rule.mixing(i, j);
        next.col(j).tail(vectors) += images.col(i).tail(vectors) * column_rule.mixing(i, j);
      }
    }
    images = std::move(next);
  }
}

}  // namespace benignity
