#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>

#include "sim/data/initial_parameters.hpp"
#include "sim/data/token_law.hpp"
#include "sim/engine/dense.hpp"
#include "sim/engine/explicit_gram.hpp"
#include "sim/random/stream.hpp"
#include "theory/setting/parameters.hpp"

namespace benignity::testing {

/// A small random setting in which logits move by O(1) within tens of steps: n = 1..4, T = 2..6,
/// d = 2..32, rho, sigma_p and eta not zero.
inline Parameters random_small_parameters(std::uint64_t replicate) {
  Stream stream({41, Purpose::design, replicate, 0, 0});
  const auto whole = [&](std::int64_t least, std::int64_t most) {
    const auto width = static_cast<double>(most - least + 1);
    return std::min(most, least + static_cast<std::int64_t>(stream.uniform() * width));
  };
  Parameters parameters;
  parameters.samples = whole(1, 4);
  parameters.tokens = whole(2, 6);
  parameters.dimension = whole(2, 32);
  parameters.signal_norm = 1 + stream.uniform();
  parameters.weak_signal = 0.1 + 0.4 * stream.uniform();
  parameters.label_noise = 0.3;
  parameters.confusing_tokens = whole(1, parameters.tokens - 1);
  parameters.chosen_head_norm = 0.5 + stream.uniform();
  parameters.chosen_init_weight_std = 0.1 + 0.2 * stream.uniform();
  parameters.init_query_std = 0.1 + 0.2 * stream.uniform();
  parameters.step_size = 0.05;
  parameters.steps = 100;
  return parameters;
}

/// The same with d = nT + 5, so that the Gram matrices are not singular.
inline Parameters random_regular_parameters(std::uint64_t replicate) {
  Parameters parameters = random_small_parameters(replicate);
  parameters.dimension = parameters.samples * parameters.tokens + 5;
  return parameters;
}

/// The weights of (seed, replicate) at tau = 0, all rows.
inline RowMatrix<double> initial_weights(const Parameters& parameters, std::uint64_t seed,
                                         std::uint64_t replicate) {
  RowMatrix<double> weights(parameters.dimension, parameters.dimension);
  Vector<double> row(parameters.dimension);
  for (Eigen::Index r = 0; r < weights.rows(); ++r) {
    draw_weight_row(parameters, seed, replicate, r, row);
    weights.row(r) = row.transpose();
  }
  return weights;
}

/// The dense engine at tau = 0 on an explicit training set.
template <class Real>
DenseDescent<Real> dense_start(const Parameters& parameters, const TrainingSet& set,
                               std::uint64_t seed, std::uint64_t replicate) {
  return {attention_problem<Real>(parameters, set), set.rows.template cast<Real>(),
          initial_weights(parameters, seed, replicate).template cast<Real>(),
          draw_query(parameters, seed, replicate).template cast<Real>()};
}

/// The gram engine at tau = 0 on the same training set and weights.
template <class Real>
GramDescent<Real> gram_start(const Parameters& parameters, const TrainingSet& set,
                             std::uint64_t seed, std::uint64_t replicate) {
  auto start = explicit_gram_start<Real>(parameters, set, seed, replicate).start;
  return {start.problem, start.state};
}

/// The symmetric matrix whose lower triangle is given.
template <class Real>
Matrix<Real> symmetric(const Matrix<Real>& lower) {
  return lower.template selfadjointView<Eigen::Lower>();
}

/// max |x_j|, as double.
template <class Derived>
double largest_entry(const Eigen::DenseBase<Derived>& entries) {
  using std::abs;
  double largest = 0;
  for (Eigen::Index i = 0; i < entries.rows(); ++i) {
    for (Eigen::Index j = 0; j < entries.cols(); ++j) {
      const auto size = static_cast<double>(abs(entries.derived().coeff(i, j)));
      if (!(size <= largest)) largest = size;  // NaN is the largest
    }
  }
  return largest;
}

}  // namespace benignity::testing
