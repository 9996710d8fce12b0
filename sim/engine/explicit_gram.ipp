#pragma once

#include <algorithm>
#include <utility>

#include "sim/data/initial_parameters.hpp"
#include "sim/engine/explicit_gram.hpp"
#include "sim/model/attention.ipp"

namespace benignity {

template <class Real>
ExplicitGramStart<Real> explicit_gram_start(const Parameters& parameters, const TrainingSet& set,
                                            std::uint64_t seed, std::uint64_t replicate) {
  const RowMatrix<Real> rows = set.rows.template cast<Real>();
  const Eigen::Index dimension = rows.cols();
  ExplicitGramStart<Real> result;
  result.initial_query = draw_query(parameters, seed, replicate).template cast<Real>();
  result.initial_products.resize(dimension, rows.rows());

  constexpr Eigen::Index block_rows = 64;
  Matrix<double> block(dimension, std::min(block_rows, dimension));  // one row of W a column
  for (Eigen::Index first = 0; first < dimension; first += block_rows) {
    const Eigen::Index count = std::min(block_rows, dimension - first);
    for (Eigen::Index r = 0; r < count; ++r) {
      draw_weight_row(parameters, seed, replicate, first + r, block.col(r));
    }
    result.initial_products.middleRows(first, count).noalias() =
        block.leftCols(count).transpose().template cast<Real>() * rows.transpose();
  }

  const Matrix<Real>& products = result.initial_products;
  GramState<Real>& state = result.start.state;
  state.kernel.noalias() = rows * rows.transpose();
  state.weighted_kernel.noalias() = products.transpose() * products;
  state.logits.noalias() = products.transpose() * result.initial_query;
  state.query_norm2 = result.initial_query.squaredNorm();
  result.start.problem = attention_problem<Real>(parameters, set);
  return result;
}

}  // namespace benignity
