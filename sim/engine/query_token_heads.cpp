#include "sim/engine/query_token_heads.hpp"

#include <utility>

#include "sim/model/products.hpp"
#include "sim/model/state_archive.hpp"

namespace benignity {

RowMatrix<double> QueriedTokens::combined(const Vector<double>& c) const {
  RowMatrix<double> v(queries.rows(), rows->cols());
  for (Eigen::Index i = 0; i < v.rows(); ++i) {
    const Eigen::Index first = i * tokens();
    v.row(i) = product(rows->middleRows(first, tokens()).transpose(), c.segment(first, tokens()))
                   .transpose();
  }
  return v;
}

Vector<double> QueriedTokens::logits(const Matrix<double>& directions) const {
  Vector<double> a(rows->rows());
  for (Eigen::Index i = 0; i < queries.rows(); ++i) {
    const Eigen::Index first = i * tokens();
    a.segment(first, tokens()) = product(rows->middleRows(first, tokens()), directions.col(i));
  }
  return a;
}

DenseQueryTokenHead::DenseQueryTokenHead(QueriedTokens data, ExplicitParameter<double> weights)
    : data_(std::move(data)),
      weights_(std::move(weights)),
      logits_(data_.logits(directions(data_.queries))) {}

void DenseQueryTokenHead::step(const Vector<double>& c, const Vector<double>&) {
  weights_.step(product(data_.queries.transpose(), data_.combined(c)));
  logits_ = data_.logits(directions(data_.queries));
}

Matrix<double> DenseQueryTokenHead::directions(const RowMatrix<double>& z) const {
  return product(weights_.value().transpose(), z.transpose());
}

void DenseQueryTokenHead::keep(StateArchive& archive) {
  weights_.keep(archive);
  logits_ = data_.logits(directions(data_.queries));
}

DenseQueryTokenKeyQueryHead::DenseQueryTokenKeyQueryHead(QueriedTokens data,
                                                         ExplicitParameter<double> keys,
                                                         ExplicitParameter<double> queries)
    : data_(std::move(data)),
      keys_(std::move(keys)),
      queries_(std::move(queries)),
      logits_(data_.logits(directions(data_.queries))) {}

void DenseQueryTokenKeyQueryHead::step(const Vector<double>& c, const Vector<double>&) {
  const RowMatrix<double> v = data_.combined(c);
  const Matrix<double> seen_queries =
      product(queries_.value(), data_.queries.transpose());                  // W_Q z, r x n
  const Matrix<double> seen_tokens = product(keys_.value(), v.transpose());  // W_K v, r x n
  keys_.step(product(seen_queries, v));
  queries_.step(product(seen_tokens, data_.queries));
  logits_ = data_.logits(directions(data_.queries));
}

Matrix<double> DenseQueryTokenKeyQueryHead::directions(const RowMatrix<double>& z) const {
  const Matrix<double> seen = product(queries_.value(), z.transpose());
  return product(keys_.value().transpose(), seen);
}

void DenseQueryTokenKeyQueryHead::keep(StateArchive& archive) {
  keys_.keep(archive);
  queries_.keep(archive);
  logits_ = data_.logits(directions(data_.queries));
}

GramQueryTokenHead::GramQueryTokenHead(QueriedTokens data, const Vector<double>& start,
                                       LinearRule<double> rule, InitialDirections initial)
    : data_(std::move(data)),
      kernel_(product(*data_.rows, data_.rows->transpose())),
      sums_(start, start.size(), std::move(rule)),
      logits_(start),
      initial_(std::move(initial)) {
  const Matrix<double> of_queries = product(data_.queries, data_.queries.transpose());
  const Eigen::Index tokens = data_.tokens();
  for (Eigen::Index i = 0; i < of_queries.rows(); ++i) {
    for (Eigen::Index j = 0; j < of_queries.cols(); ++j) {
      kernel_.block(i * tokens, j * tokens, tokens, tokens) *= of_queries(i, j);
    }
  }
}

void GramQueryTokenHead::step(const Vector<double>& c, const Vector<double>&) {
  sums_.step(c, product(kernel_, c));
  logits_ = sums_.values().col(0);
}

Matrix<double> GramQueryTokenHead::directions(const RowMatrix<double>& z) const {
  const auto [share, summed] = sums_.direction();
  const Matrix<double> seen = product(data_.queries, z.transpose());  // <z_j, z>
  Matrix<double> directions = share * initial_(z);
  add_product(data_.combined(summed.col(0)).transpose(), seen, directions);
  return directions;
}

Matrix<double> GramQueryTokenHead::weight_change() const {
  return product(data_.queries.transpose(), data_.combined(sums_.direction().along.col(0)));
}

void GramQueryTokenHead::keep(StateArchive& archive) {
  sums_.keep(archive);
  logits_ = sums_.values().col(0);
}

}  // namespace benignity
