#pragma once

#include <algorithm>
#include <functional>
#include <optional>
#include <type_traits>
#include <utility>

#include "sim/data/initial_matrix.hpp"
#include "sim/data/probes.hpp"
#include "sim/engine/dense_heads.ipp"
#include "sim/engine/gram_heads.ipp"
#include "sim/engine/heads_start.hpp"
#include "sim/engine/parameter_rules.hpp"
#include "sim/lanes/column_strips.hpp"

namespace benignity {

/// K c for combinations of the first `tokens` vectors.
template <class Real>
std::function<Matrix<Real>(const Matrix<Real>&)> kernel_product(const Matrix<Real>& kernel,
                                                                Eigen::Index tokens) {
  if constexpr (std::is_same_v<Real, double>) {
    return SymmetricStrips(kernel);
  } else {
    return [columns = Matrix<Real>(kernel.leftCols(tokens))](
               const Matrix<Real>& c) -> Matrix<Real> { return product(columns, c); };
  }
}

template <class Real>
HeadsParts<Real> untrained_parts(const Parameters& parameters, const Labels& labels,
                                 std::function<Matrix<Real>(const Matrix<Real>&)> combine,
                                 std::uint64_t seed, std::uint64_t replicate) {
  HeadsShape shape{parameters.samples,
                   parameters.tokens,
                   parameters.heads,
                   output_count(parameters),
                   parameters.head_output == HeadOutput::mean,
                   labels.observed};
  return {std::move(shape),
          std::move(combine),
          {},
          {},
          parameters.trained.linear_head,
          Batches(seed, replicate, parameters.samples, parameters.batch_size())};
}

template <class Real>
HeadsParts<Real> gram_heads(const Parameters& parameters, const HeadsStart<Real>& start,
                            std::uint64_t seed, std::uint64_t replicate, bool rebuilt) {
  const Eigen::Index tokens = parameters.samples * parameters.tokens;
  const Probes probes = probes_of(parameters);
  const Matrix<Real> kernel = start.kernel.template selfadjointView<Eigen::Lower>();
  HeadsParts<Real> parts = untrained_parts<Real>(
      parameters, start.labels, kernel_product<Real>(kernel, tokens), seed, replicate);
  const LinearRule<Real> rule = linear_rule<Real>(parameters, parameters.step_size);
  const LinearRule<Real> frozen = frozen_rule<Real>(rule.blocks());
  const HeadRules<Real> rules{parameters.trained.weights ? rule : frozen,
                              parameters.trained.query ? rule : frozen};
  for (const GramHeadStart<Real>& head : start.heads) {
    if (head.keys.size() > 0) {
      parts.heads.push_back(std::make_unique<GramKeyQueryHead<Real>>(
          head.keys, head.products, head.images, head.query_norm2, rules, tokens));
    } else {
      parts.heads.push_back(std::make_unique<GramHead<Real>>(
          head.products, head.images, head.query_norm2, rules,
          rebuilt ? std::optional<Eigen::Index>(tokens) : std::nullopt));
    }
  }
  for (std::int64_t l = 0; l < linear_head_count(parameters); ++l) {
    const Matrix<Real> combination = head_on_probes(parameters, l).template cast<Real>();
    parts.linear_heads.push_back(std::make_unique<GramLinearHead<Real>>(
        product(kernel.rightCols(probes.count()), combination), tokens,
        linear_rule<Real>(parameters, parameters.head_step_size())));
  }
  return parts;
}

template <class Real>
HeadsParts<Real> dense_heads(const Parameters& parameters, const Labels& labels,
                             const RowMatrix<Real>& rows, std::uint64_t seed,
                             std::uint64_t replicate) {
  const Eigen::Index tokens = parameters.samples * parameters.tokens;
  const Eigen::Index dimension = parameters.dimension;
  const auto shared_rows = std::make_shared<const RowMatrix<Real>>(rows);
  HeadsParts<Real> parts = untrained_parts<Real>(
      parameters, labels,
      [shared_rows, tokens](const Matrix<Real>& c) -> Matrix<Real> {
        return product(shared_rows->topRows(tokens).transpose(), c);
      },
      seed, replicate);
  const ExplicitRule<Real> rule = explicit_rule<Real>(parameters, parameters.step_size);
  const ExplicitRule<Real> frozen = frozen_rule<Real>(1);
  const auto weights_of = [&](Matrix<Real> start) {
    return ExplicitParameter<Real>(std::move(start), parameters.trained.weights ? rule : frozen);
  };
  for (std::int64_t h = 0; h < parameters.heads; ++h) {
    const auto head = static_cast<std::uint32_t>(h);
    const auto drawn = [&](Purpose purpose, Eigen::Index count) -> Matrix<Real> {
      return draw_weight_matrix(parameters, seed, replicate, count, {head, purpose})
          .template cast<Real>();
    };
    ExplicitParameter<Real> query(
        draw_query(parameters, seed, replicate, head).template cast<Real>(),
        parameters.trained.query ? rule : frozen);
    if (parameters.parameterization == Parameterization::key_query) {
      const Eigen::Index rank = parameters.key_dimension();
      parts.heads.push_back(std::make_unique<DenseKeyQueryHead<Real>>(
          shared_rows, weights_of(drawn(Purpose::initial_key, rank)),
          weights_of(drawn(Purpose::initial_query_matrix, rank)), std::move(query)));
      continue;
    }
    parts.heads.push_back(std::make_unique<DenseHead<Real>>(
        shared_rows,
        weights_of(parameters.init_weight_law == InitWeightLaw::identity
                       ? Matrix<Real>(Matrix<Real>::Identity(dimension, dimension))
                       : drawn(Purpose::initial_weight, dimension)),
        std::move(query)));
  }
  const auto probes = rows.bottomRows(probes_of(parameters).count());
  for (std::int64_t l = 0; l < linear_head_count(parameters); ++l) {
    const Matrix<Real> combination = head_on_probes(parameters, l).template cast<Real>();
    parts.linear_heads.push_back(std::make_unique<DenseLinearHead<Real>>(
        shared_rows,
        ExplicitParameter<Real>(Matrix<Real>(product(probes.transpose(), combination)),
                                parameters.trained.linear_head
                                    ? explicit_rule<Real>(parameters, parameters.head_step_size())
                                    : frozen)));
  }
  return parts;
}

template <class Real>
ExplicitHeadsStart<Real> explicit_heads_start(const Parameters& parameters, const Labels& labels,
                                              const RowMatrix<Real>& rows, std::uint64_t seed,
                                              std::uint64_t replicate) {
  const Eigen::Index tokens = parameters.samples * parameters.tokens;
  const Eigen::Index dimension = rows.cols();
  ExplicitHeadsStart<Real> result;
  result.start.labels = labels;
  result.start.kernel = product(rows, rows.transpose());
  for (std::int64_t h = 0; h < parameters.heads; ++h) {
    const auto number = static_cast<std::uint32_t>(h);
    const Vector<Real> query =
        draw_query(parameters, seed, replicate, number).template cast<Real>();
    GramHeadStart<Real> head;
    head.query_norm2 = query.squaredNorm();
    if (parameters.parameterization == Parameterization::key_query) {
      const Eigen::Index rank = parameters.key_dimension();
      const auto drawn = [&](Purpose purpose) -> Matrix<Real> {
        return draw_weight_matrix(parameters, seed, replicate, rank, {number, purpose})
            .template cast<Real>();
      };
      const Matrix<Real> keys = drawn(Purpose::initial_key);
      const Matrix<Real> queries = drawn(Purpose::initial_query_matrix);
      head.keys = product(keys, rows.transpose());
      head.products = product(queries, queries.transpose());
      head.images = product(queries, query);
      result.start.heads.push_back(std::move(head));
      continue;
    }
    Matrix<Real> images(dimension, rows.rows());  // Z0
    if (parameters.init_weight_law == InitWeightLaw::identity) {
      images = rows.transpose();
    } else {
      // W0 is never held: 64 rows at a time, each needed once.
      constexpr Eigen::Index block_rows = 64;
      Matrix<double> block(dimension, std::min(block_rows, dimension));  // a row of W a column
      for (Eigen::Index first = 0; first < dimension; first += block_rows) {
        const Eigen::Index count = std::min(block_rows, dimension - first);
        for (Eigen::Index r = 0; r < count; ++r) {
          draw_weight_row(parameters, seed, replicate, first + r, block.col(r), {number});
        }
        const Matrix<Real> weights = block.leftCols(count).template cast<Real>();
        images.middleRows(first, count) = product(weights.transpose(), rows.transpose());
      }
    }
    head.products = product(images.transpose(), images);
    head.images = product(images.transpose(), query);
    result.start.heads.push_back(std::move(head));
    Matrix<Real> columns(dimension, 1 + tokens);
    columns.col(0) = query;
    columns.rightCols(tokens) = images.leftCols(tokens);
    result.columns.push_back(std::move(columns));
  }
  return result;
}

}  // namespace benignity
