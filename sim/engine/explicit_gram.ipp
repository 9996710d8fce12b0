#pragma once

#include <algorithm>

#include "sim/data/initial_parameters.hpp"
#include "sim/engine/explicit_gram.hpp"
#include "sim/model/attention.ipp"
#include "sim/model/products.hpp"

namespace benignity {

template <class Real>
ExplicitGramStart<Real> explicit_gram_start(const Parameters& parameters, const TrainingSet& set,
                                            std::uint64_t seed, std::uint64_t replicate) {
  const RowMatrix<Real> rows = set.rows.template cast<Real>();
  const Eigen::Index dimension = rows.cols();
  ExplicitGramStart<Real> result;
  result.initial_query = draw_query(parameters, seed, replicate).template cast<Real>();
  result.initial_products.resize(dimension, rows.rows());

  // W0 is never held: 64 rows at a time, each needed once.
  constexpr Eigen::Index block_rows = 64;
  Matrix<double> block(dimension, std::min(block_rows, dimension));  // one row of W a column
  for (Eigen::Index first = 0; first < dimension; first += block_rows) {
    const Eigen::Index count = std::min(block_rows, dimension - first);
    for (Eigen::Index r = 0; r < count; ++r) {
      draw_weight_row(parameters, seed, replicate, first + r, block.col(r));
    }
    const Matrix<Real> weights = block.leftCols(count).template cast<Real>();
    result.initial_products.middleRows(first, count) =
        product(weights.transpose(), rows.transpose());
  }

  const Matrix<Real>& products = result.initial_products;
  GramState<Real>& state = result.start.state;
  state.kernel = product(rows, rows.transpose());
  state.weighted_kernel = product(products.transpose(), products);
  state.logits = product(products.transpose(), result.initial_query);
  state.query_norm2 = result.initial_query.squaredNorm();
  result.start.problem = attention_problem<Real>(parameters, set);
  return result;
}

template <class Real>
RebuiltParameters<Real>::RebuiltParameters(Eigen::Index tokens)
    : query_tokens_(Vector<Real>::Zero(tokens)),
      weight_tokens_(Vector<Real>::Zero(tokens)),
      weight_products_(Matrix<Real>::Zero(tokens, tokens)) {}

template <class Real>
void RebuiltParameters<Real>::step(const Real& alpha, const Vector<Real>& coefficients,
                                   const Vector<Real>& kernel_product) {
  const Eigen::Index m = query_tokens_.size();
  const Vector<Real> c = alpha * coefficients.head(m);
  const Vector<Real> k = kernel_product.head(m);
  const Real query_share_change = alpha * weight_tokens_.dot(k);
  Vector<Real> query_tokens_change = c;
  add_product(weight_products_, k, query_tokens_change, alpha);
  add_product(query_tokens_, c.transpose(), weight_products_);
  weight_tokens_ += query_share_ * c;
  query_share_ += query_share_change;
  query_tokens_ += query_tokens_change;
}

template <class Real>
Vector<Real> RebuiltParameters<Real>::query(const Vector<Real>& initial_query,
                                            const Matrix<Real>& initial_products) const {
  Vector<Real> query = query_share_ * initial_query;
  add_product(initial_products.leftCols(query_tokens_.size()), query_tokens_, query);
  return query;
}

template <class Real>
Vector<Real> RebuiltParameters<Real>::direction_coefficients(const Vector<Real>& initial_query,
                                                             const Matrix<Real>& initial_products,
                                                             const Vector<Real>& query) const {
  const Vector<Real> seen =
      product(initial_products.leftCols(query_tokens_.size()).transpose(), query);
  Vector<Real> along_tokens = weight_tokens_ * initial_query.dot(query);
  add_product(weight_products_.transpose(), seen, along_tokens);
  return along_tokens;
}

template <class Real>
Matrix<Real> RebuiltParameters<Real>::weight_change(const Vector<Real>& initial_query,
                                                    const Matrix<Real>& initial_products) const {
  Matrix<Real> change = product(initial_query, weight_tokens_.transpose());
  add_product(initial_products.leftCols(query_tokens_.size()), weight_products_, change);
  return change;
}

}  // namespace benignity
