#pragma once

#include <algorithm>
#include <utility>
#include <vector>

#include "sim/engine/column_gram.hpp"

namespace benignity {

template <class Real>
void Combination<Real>::write(Eigen::Index size, Real* sum) {
  if constexpr (std::is_same_v<Real, double>) {
    column_kernels().combine(size, static_cast<Eigen::Index>(factors_.size()), factors_.data(),
                             vectors_.data(), sum);
  } else {
    std::fill_n(sum, size, Real(0));
    for (std::size_t i = 0; i < factors_.size(); ++i) {
      for (Eigen::Index r = 0; r < size; ++r) sum[r] += factors_[i] * vectors_[i][r];
    }
  }
  factors_.clear();
  vectors_.clear();
}

template <class Real>
typename ColumnGram<Real>::Products ColumnGram<Real>::products_of(
    const Matrix<Real>& products, const LinearRule<Real>& column_rule) {
  if constexpr (std::is_same_v<Real, double>) {
    if (fits_strips(column_rule.mixing, column_rule.gain)) {
      return ColumnStrips(products, column_rule.blocks());
    }
  }
  return ColumnTriangles<Real>(products, column_rule.blocks());
}

template <class Real>
ColumnGram<Real>::ColumnGram(const Matrix<Real>& products, const Vector<Real>& images,
                             const Real& query_norm2, LinearRule<Real> query_rule,
                             LinearRule<Real> column_rule)
    : query_rule_(std::move(query_rule)),
      column_rule_(std::move(column_rule)),
      products_(products_of(products, column_rule_)),
      queries_(Matrix<Real>::Zero(blocks(), blocks())),
      images_(static_cast<std::size_t>(blocks() * blocks()), Vector<Real>::Zero(images.size())) {
  queries_(0, 0) = query_norm2;
  images_.front() = images;
  rest();
}

/// The update that changes nothing, to the last bit: 1 P + 0.
template <class Real>
void ColumnGram<Real>::rest() {
  const Eigen::Index size = images_.front().size();
  update_.mixing = Matrix<Real>::Identity(blocks(), blocks());
  update_.changes.setZero(size, blocks() * blocks());
  update_.k.setZero(size);
}

template <class Real>
void ColumnGram<Real>::catch_up() {
  const Vector<Real> nothing;
  std::visit([&](auto& products) { products.update_and_multiply(update_, nothing, y_); },
             products_);
  rest();
}

template <class Real>
void ColumnGram<Real>::step(const Vector<Real>& c, const Vector<Real>& k) {
  const Eigen::Index s = blocks();
  const Eigen::Index size = k.size();
  const Eigen::Index active = c.size();
  const Matrix<Real>& mixing = column_rule_.mixing;
  const Matrix<Real>& query_mixing = query_rule_.mixing;
  const Vector<Real>& g = column_rule_.gain;
  const Vector<Real>& query_g = query_rule_.gain;
  follow_remembered(c, k);
  std::visit([&](auto& products) { products.update_and_multiply(update_, c, y_); }, products_);

  // All right sides are those before the step. What p and its companions have in common with their
  // gradient Z c, and <p_l after the step, p>:
  query_figures_.resize(s, 3);
  auto query_gradient = query_figures_.col(0);
  auto mixed_gradient = query_figures_.col(1);
  auto with_query = query_figures_.col(2);
  for (Eigen::Index m = 0; m < s; ++m) query_gradient(m) = image(0, m).head(active).dot(c);
  const Real gradient_norm2 = y_.col(0).head(active).dot(c);
  for (Eigen::Index l = 0; l < s; ++l) {
    mixed_gradient(l) = 0;
    with_query(l) = query_g(l) * query_gradient(0);
    for (Eigen::Index m = 0; m < s; ++m) {
      mixed_gradient(l) += query_mixing(m, l) * query_gradient(m);
      with_query(l) += query_mixing(m, l) * queries_(0, m);
    }
  }
  const Real q = queries_(0, 0);

  // x_j = sum_i B_ij Z_i^T p;  r_jl = g_l x_j + (g_j g_l q/2) k: half of the last term of P_jl,
  // which is g_j g_l q k k^T, in each of its two places.
  update_.mixing = mixing;
  update_.k = k;
  Combination<Real>& sum = sum_;
  for (Eigen::Index j = 0; j < s; ++j) {
    for (Eigen::Index l = 0; l < s; ++l) {
      sum.add(g(j) * g(l) * q / 2, k.data());
      for (Eigen::Index i = 0; i < s; ++i) sum.add(g(l) * mixing(i, j), image(i, 0).data());
      sum.write(size, &update_.changes(0, j * s + l));
    }
  }

  // Z_j^T p_l <- sum_i B_ij (sum_m B'_ml Z_i^T p_m + g'_l Z_i^T Z c) + g_j <p, p_l after> k
  next_images_.resize(images_.size());
  for (Vector<Real>& next : next_images_) next.resize(size);
  for (Eigen::Index j = 0; j < s; ++j) {
    for (Eigen::Index l = 0; l < s; ++l) {
      sum.add(g(j) * with_query(l), k.data());
      for (Eigen::Index i = 0; i < s; ++i) {
        sum.add(mixing(i, j) * query_g(l), &y_(0, i));
        for (Eigen::Index m = 0; m < s; ++m) {
          sum.add(mixing(i, j) * query_mixing(m, l), image(i, m).data());
        }
      }
      sum.write(size, next_images_[static_cast<std::size_t>(j * s + l)].data());
    }
  }
  images_.swap(next_images_);

  Matrix<Real>& queries = next_queries_;
  queries.resize(s, s);
  for (Eigen::Index j = 0; j < s; ++j) {
    for (Eigen::Index l = 0; l < s; ++l) {
      Real sum = query_g(l) * mixed_gradient(j) + query_g(j) * mixed_gradient(l) +
                 query_g(j) * query_g(l) * gradient_norm2;
      for (Eigen::Index i = 0; i < s; ++i) {
        for (Eigen::Index m = 0; m < s; ++m) {
          sum += query_mixing(i, j) * query_mixing(m, l) * queries_(i, m);
        }
      }
      queries(j, l) = sum;
    }
  }
  queries_.swap(queries);
}

template <class Real>
void ColumnGram<Real>::remember() {
  const Eigen::Index size = images_.front().size();
  Matrix<Real> images(size + 1, blocks());
  for (Eigen::Index i = 0; i < blocks(); ++i) {
    images(0, i) = queries_(i, 0);
    images.col(i).tail(size) = image(i, 0);
  }
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
void ColumnGram<Real>::follow_remembered(const Vector<Real>& c, const Vector<Real>& k) {
  for (Matrix<Real>& images : remembered_) {
    const Real with_query = images(0, 0);
    const Real with_gradient = images.col(0).segment(1, c.size()).dot(c);
    next_remembered_.resize(images.rows(), images.cols());
    Combination<Real>& sum = sum_;
    for (Eigen::Index j = 0; j < blocks(); ++j) {
      Real query = with_gradient * query_rule_.gain(j);
      sum.add(with_query * column_rule_.gain(j), k.data());
      for (Eigen::Index i = 0; i < blocks(); ++i) {
        query += images(0, i) * query_rule_.mixing(i, j);
        sum.add(column_rule_.mixing(i, j), &images(1, i));
      }
      next_remembered_(0, j) = query;
      sum.write(k.size(), &next_remembered_(1, j));
    }
    images.swap(next_remembered_);
  }
}

}  // namespace benignity
