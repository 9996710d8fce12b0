#pragma once

#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

#include "sim/engine/dense_heads.hpp"
#include "sim/engine/gram_heads.hpp"
#include "sim/engine/heads_descent.hpp"
#include "sim/model/products.hpp"
#include "sim/random/stream.hpp"
#include "theory/scalar.hpp"

namespace benignity::testing {

/// Heavy ball looked at half a step ahead (Nesterov 1983), with decay: an optimiser that the
/// product does not have. To add one is to write its B and g: dense, Gram and sampled engines
/// follow.
///   V <- beta V + G,  theta <- (1 - alpha omega) theta + alpha (G + beta V)
inline LinearRule<Float50> nesterov_rule(const Float50& alpha, const Float50& beta,
                                         const Float50& omega) {
  LinearRule<Float50> rule{Matrix<Float50>::Zero(2, 2), Vector<Float50>(2)};
  rule.mixing(0, 0) = 1 - alpha * omega;
  rule.mixing(1, 0) = alpha * beta * beta;
  rule.mixing(1, 1) = beta;
  rule.gain << alpha * (1 + beta), 1;
  return rule;
}

/// Polyak's average rides along as a third block, fed by the parameter: mixing in both directions.
inline LinearRule<Float50> averaged_rule(const Float50& alpha, const Float50& beta) {
  LinearRule<Float50> rule{Matrix<Float50>::Zero(3, 3), Vector<Float50>(3)};
  const Float50 memory(0.75);
  rule.mixing(0, 0) = 1;
  rule.mixing(1, 0) = alpha * beta;
  rule.mixing(1, 1) = beta;
  rule.mixing(0, 2) = 1 - memory;
  rule.mixing(2, 2) = memory;
  // The average is pulled back into the parameter a little, so that nothing is left untested.
  rule.mixing(2, 0) = Float50(0.01);
  rule.mixing(0, 0) -= Float50(0.01);
  rule.gain << alpha, 1, 0;
  return rule;
}

/// Everything that trains, at one moment.
struct HeadsPoint {
  std::vector<Matrix<Float50>> weights;        ///< W, or W_K, of each head
  std::vector<Matrix<Float50>> query_weights;  ///< W_Q of each head; not used without key_query
  std::vector<Matrix<Float50>> queries;        ///< p of each head, d x 1
  std::vector<Matrix<Float50>> directions;     ///< nu, d x K, one for all heads or one for each
};

/// A model with its tokens and its training, which both engines can start from.
struct HeadsCase {
  HeadsShape shape;
  std::shared_ptr<const RowMatrix<Float50>> rows;  ///< the nT tokens and passive vectors, M x d
  bool key_query = false;
  HeadsPoint start;
  HeadRules<Float50> rules;
  LinearRule<Float50> value_rule;  ///< of nu
  bool train_values = false;
  Batches batches{0, 0, 1, 1};

  [[nodiscard]] std::int64_t dimension() const { return rows->cols(); }
  [[nodiscard]] std::size_t linear_head_of(std::size_t head) const {
    return start.directions.size() == 1 ? 0 : head;
  }

  [[nodiscard]] HeadsDescent<Float50> dense() const {
    HeadsParts<Float50> parts = empty_parts(rows->topRows(shape.active()).transpose());
    for (std::size_t h = 0; h < start.queries.size(); ++h) {
      ExplicitParameter<Float50> query(start.queries[h], rules.query);
      ExplicitParameter<Float50> weights(start.weights[h], rules.weights);
      if (key_query) {
        parts.heads.push_back(std::make_unique<DenseKeyQueryHead<Float50>>(
            rows, std::move(weights),
            ExplicitParameter<Float50>(start.query_weights[h], rules.weights), std::move(query)));
      } else {
        parts.heads.push_back(
            std::make_unique<DenseHead<Float50>>(rows, std::move(weights), std::move(query)));
      }
    }
    for (const Matrix<Float50>& direction : start.directions) {
      parts.linear_heads.push_back(std::make_unique<DenseLinearHead<Float50>>(
          rows, ExplicitParameter<Float50>(direction, value_rule)));
    }
    return HeadsDescent<Float50>(std::move(parts));
  }

  [[nodiscard]] HeadsDescent<Float50> gram() const {
    const Matrix<Float50> kernel = product(*rows, rows->transpose());
    HeadsParts<Float50> parts = empty_parts(kernel.leftCols(shape.active()));
    for (std::size_t h = 0; h < start.queries.size(); ++h) {
      const Matrix<Float50> keys = product(start.weights[h], rows->transpose());
      const Matrix<Float50>& p = start.queries[h];
      if (key_query) {
        const Matrix<Float50>& w = start.query_weights[h];
        parts.heads.push_back(std::make_unique<GramKeyQueryHead<Float50>>(
            keys, product(w, w.transpose()), Vector<Float50>(product(w, p)), p.squaredNorm(), rules,
            shape.active()));
      } else {
        parts.heads.push_back(std::make_unique<GramHead<Float50>>(
            product(keys.transpose(), keys), Vector<Float50>(product(keys.transpose(), p)),
            p.squaredNorm(), rules, shape.active()));
      }
    }
    for (const Matrix<Float50>& direction : start.directions) {
      parts.linear_heads.push_back(std::make_unique<GramLinearHead<Float50>>(
          product(*rows, direction), shape.active(), value_rule));
    }
    return HeadsDescent<Float50>(std::move(parts));
  }

  /// w_h = W^T p from what a Gram head gives.
  [[nodiscard]] Vector<Float50> direction(const RebuiltDirection<Float50>& rebuilt,
                                          std::size_t head) const {
    Vector<Float50> before = rebuilt.initial;
    if (!key_query) {
      const Matrix<Float50> keys =
          product(start.weights[head], rows->topRows(shape.active()).transpose());
      before = start.queries[head] * rebuilt.initial(0) +
               product(keys, rebuilt.initial.tail(shape.active()));
    }
    return product(start.weights[head].transpose(), before) +
           product(rows->topRows(shape.active()).transpose(), rebuilt.tokens);
  }
  [[nodiscard]] Matrix<Float50> linear_direction(const LinearHead<Float50>::Direction& rebuilt,
                                                 std::size_t head) const {
    return start.directions[head] * rebuilt.share +
           product(rows->topRows(shape.active()).transpose(), rebuilt.along);
  }

 private:
  [[nodiscard]] HeadsParts<Float50> empty_parts(Matrix<Float50> tokens) const {
    return {shape,
            [tokens = std::move(tokens)](const Matrix<Float50>& c) -> Matrix<Float50> {
              return product(tokens, c);
            },
            {},
            {},
            train_values,
            batches};
  }
};

/// A model drawn at random out of everything that Gram space admits, with explicit tokens.
class RandomHeads : public HeadsCase {
 public:
  explicit RandomHeads(std::uint64_t number) : stream_({404, Purpose::design, number, 0, 0}) {
    shape.samples = whole(2, 5);
    shape.tokens = whole(2, 4);
    shape.heads = whole(1, 3);
    shape.outputs = coin() ? 1 : whole(3, 4);
    shape.averaged = coin();
    for (std::int64_t i = 0; i < shape.samples; ++i) {
      shape.observed.push_back(shape.outputs == 1 ? (coin() ? 1 : -1)
                                                  : static_cast<int>(whole(0, shape.outputs - 1)));
    }
    const Eigen::Index vectors = shape.active() + 2;
    const std::int64_t d = whole(3, 24);  // also d < M: K is singular then, and nothing minds
    key_query = whole(0, 2) == 0;
    const std::int64_t key_dimension = whole(1, 5);
    const bool shared = coin();
    const bool train_weights = coin();
    const bool train_query = coin() || !train_weights;
    train_values = coin();
    const std::int64_t batch_size = coin() ? shape.samples : whole(1, shape.samples);
    batches = Batches(7, number, shape.samples, batch_size);
    draw_rule();
    const LinearRule<Float50> frozen = frozen_rule<Float50>(value_rule.blocks());
    rules = {train_weights ? value_rule : frozen, train_query ? value_rule : frozen};
    rows = std::make_shared<RowMatrix<Float50>>(normals(vectors, d, 0.6));
    const std::int64_t linear_heads = shared ? 1 : shape.heads;
    for (std::int64_t l = 0; l < linear_heads; ++l) {
      start.directions.push_back(normals(d, shape.outputs, 0.5));
    }
    for (std::int64_t h = 0; h < shape.heads; ++h) {
      const std::int64_t rank = key_query ? key_dimension : d;
      start.weights.push_back(normals(rank, d, 0.4));
      start.query_weights.push_back(normals(rank, d, 0.4));
      start.queries.push_back(normals(d, 1, 0.4));
    }
  }

 private:
  void draw_rule() {
    const Float50 alpha(real(0.02, 0.2));
    const Float50 beta(real(0.3, 0.9));
    const Float50 omega(coin() ? 0 : real(0.01, 0.2));
    switch (whole(0, 3)) {
      case 0:
        value_rule = descent_rule(alpha, omega);
        break;
      case 1:
        value_rule = heavy_ball_rule(alpha, beta, omega);
        break;
      case 2:
        value_rule = nesterov_rule(alpha, beta, omega);
        break;
      default:
        value_rule = averaged_rule(alpha, beta);
    }
  }
  [[nodiscard]] Matrix<Float50> normals(Eigen::Index height, Eigen::Index width, double size) {
    Matrix<Float50> matrix(height, width);
    for (Eigen::Index i = 0; i < matrix.size(); ++i) matrix.data()[i] = size * stream_.normal();
    return matrix;
  }
  std::int64_t whole(std::int64_t least, std::int64_t most) {
    return least + static_cast<std::int64_t>(stream_.bits() % std::uint64_t(most - least + 1));
  }
  bool coin() { return whole(0, 1) == 1; }
  double real(double least, double most) { return least + (most - least) * stream_.uniform(); }

  Stream stream_;
};

}  // namespace benignity::testing
