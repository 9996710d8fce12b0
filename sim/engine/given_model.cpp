#include "sim/engine/given_model.hpp"

#include <functional>
#include <optional>
#include <utility>

#include "sim/data/initial_matrix.hpp"
#include "sim/engine/dense_heads.hpp"
#include "sim/engine/gram_heads.hpp"
#include "sim/engine/parameter_rules.hpp"
#include "sim/engine/query_token_heads.hpp"
#include "sim/lanes/column_strips.hpp"
#include "sim/model/products.hpp"

namespace benignity {
namespace {

/// W and p of a head at tau = 0, given or drawn.
class InitialHead {
 public:
  InitialHead(const Parameters& parameters, const GivenStart& start, std::uint32_t head)
      : parameters_(parameters), start_(start), head_(head) {}

  [[nodiscard]] Matrix<double> weights() const {
    if (start_.weights != nullptr) return *start_.weights;
    if (parameters_.init_weight_law == InitWeightLaw::identity) {
      return Matrix<double>::Identity(parameters_.dimension, parameters_.dimension);
    }
    return drawn(Purpose::initial_weight, parameters_.dimension);
  }
  [[nodiscard]] Matrix<double> drawn(Purpose purpose, std::int64_t rows) const {
    return draw_weight_matrix(parameters_, start_.seed, start_.replicate, rows, {head_, purpose});
  }
  [[nodiscard]] Vector<double> query() const {
    if (start_.query != nullptr) return *start_.query;
    return draw_query(parameters_, start_.seed, start_.replicate, head_);
  }

 private:
  const Parameters& parameters_;
  const GivenStart& start_;
  std::uint32_t head_;
};

/// W of a head at tau = 0. I is not held: at d = 200,000 it would take 298 GiB.
class InitialWeights {
 public:
  InitialWeights(const Parameters& parameters, const GivenStart& start, const InitialHead& head)
      : dimension_(parameters.dimension) {
    const bool is_identity =
        start.weights == nullptr && parameters.init_weight_law == InitWeightLaw::identity;
    if (!is_identity) matrix_ = head.weights();
  }

  template <class Columns>
  [[nodiscard]] Matrix<double> times(const Eigen::MatrixBase<Columns>& columns) const {
    if (!matrix_) return columns;
    return product(*matrix_, columns);
  }
  template <class Columns>
  [[nodiscard]] Matrix<double> transposed_times(const Eigen::MatrixBase<Columns>& columns) const {
    if (!matrix_) return columns;
    return product(matrix_->transpose(), columns);
  }
  /// share W
  [[nodiscard]] Matrix<double> scaled(double share) const {
    if (matrix_) return share * *matrix_;
    return share * Matrix<double>::Identity(dimension_, dimension_);
  }

 private:
  std::int64_t dimension_;
  std::optional<Matrix<double>> matrix_;
};

using Combine = std::function<Matrix<double>(const Matrix<double>&)>;

HeadsParts<double> parts_without_heads(const Parameters& parameters, const GivenStart& start,
                                       Combine combine) {
  const LabelledTokens& samples = *start.samples;
  HeadsShape shape{samples.samples,
                   samples.tokens,
                   parameters.heads,
                   start.head.cols(),
                   parameters.head_output == HeadOutput::mean,
                   samples.labels,
                   samples.absent};
  return {std::move(shape),
          std::move(combine),
          {},
          {},
          parameters.trained.linear_head,
          Batches(start.seed, start.replicate, samples.samples, parameters.batch_size())};
}

std::shared_ptr<const RowMatrix<double>> rows_of(const GivenStart& start) {
  return {start.samples, &start.samples->rows};
}

QueriedTokens queried(const GivenStart& start) {
  return {rows_of(start), query_tokens(*start.samples, *start.query_token)};
}

class DenseModel : public GivenModel {
 public:
  DenseModel(const Parameters& parameters, const GivenStart& start)
      : query_token_(start.query_token), descent_(parts(parameters, start)) {}

  [[nodiscard]] HeadsDescent<double>& descent() override { return descent_; }
  [[nodiscard]] const HeadsDescent<double>& descent() const override { return descent_; }
  [[nodiscard]] Matrix<double> directions(std::size_t head,
                                          const LabelledTokens& samples) const override {
    const AttentionHead<double>& of = *descent_.parts().heads[head];
    if (!query_token_) return of.direction().initial;
    return dynamic_cast<const QueryTokenHead&>(of).directions(query_tokens(samples, *query_token_));
  }
  [[nodiscard]] HeadParameters parameters(std::size_t head) const override {
    const AttentionHead<double>* const of = descent_.parts().heads[head].get();
    if (const auto* weights = dynamic_cast<const DenseHead<double>*>(of)) {
      return {weights->query(), weights->weights(), {}, {}};
    }
    if (const auto* pair = dynamic_cast<const DenseKeyQueryHead<double>*>(of)) {
      return {pair->query(), {}, pair->keys(), pair->queries()};
    }
    if (const auto* asked = dynamic_cast<const DenseQueryTokenHead*>(of)) {
      return {{}, asked->weights(), {}, {}};
    }
    const auto& pair = dynamic_cast<const DenseQueryTokenKeyQueryHead&>(*of);
    return {{}, {}, pair.keys(), pair.queries()};
  }
  [[nodiscard]] Matrix<double> linear_head() const override {
    return descent_.parts().linear_heads.front()->direction().along;
  }

 private:
  static HeadsParts<double> parts(const Parameters& parameters, const GivenStart& start) {
    HeadsParts<double> parts = parts_without_heads(
        parameters, start, [rows = rows_of(start)](const Matrix<double>& c) -> Matrix<double> {
          return product(rows->transpose(), c);
        });
    const ExplicitRule<double> rule = explicit_rule<double>(parameters, parameters.step_size);
    const ExplicitRule<double> frozen = frozen_rule<double>(1);
    const auto weight = [&](Matrix<double> value) {
      return ExplicitParameter<double>(std::move(value),
                                       parameters.trained.weights ? rule : frozen);
    };
    const bool key_query = parameters.parameterization == Parameterization::key_query;
    const std::int64_t rank = parameters.key_dimension();
    for (std::int64_t h = 0; h < parameters.heads; ++h) {
      const InitialHead initial(parameters, start, static_cast<std::uint32_t>(h));
      const auto keys = [&] { return weight(initial.drawn(Purpose::initial_key, rank)); };
      const auto queries = [&] {
        return weight(initial.drawn(Purpose::initial_query_matrix, rank));
      };
      if (start.query_token && key_query) {
        parts.heads.push_back(
            std::make_unique<DenseQueryTokenKeyQueryHead>(queried(start), keys(), queries()));
      } else if (start.query_token) {
        parts.heads.push_back(
            std::make_unique<DenseQueryTokenHead>(queried(start), weight(initial.weights())));
      } else {
        ExplicitParameter<double> query(initial.query(), parameters.trained.query ? rule : frozen);
        if (key_query) {
          parts.heads.push_back(std::make_unique<DenseKeyQueryHead<double>>(
              rows_of(start), keys(), queries(), std::move(query)));
        } else {
          parts.heads.push_back(std::make_unique<DenseHead<double>>(
              rows_of(start), weight(initial.weights()), std::move(query)));
        }
      }
    }
    parts.linear_heads.push_back(std::make_unique<DenseLinearHead<double>>(
        rows_of(start),
        ExplicitParameter<double>(
            start.head, parameters.trained.linear_head
                            ? explicit_rule<double>(parameters, parameters.head_step_size())
                            : frozen)));
    return parts;
  }

  std::optional<std::int64_t> query_token_;
  HeadsDescent<double> descent_;
};

class GramModel : public GivenModel {
 public:
  GramModel(const Parameters& parameters, const GivenStart& start)
      : query_token_(start.query_token),
        samples_(start.samples),
        initial_linear_head_(start.head),
        descent_(parts(parameters, start)) {}

  [[nodiscard]] HeadsDescent<double>& descent() override { return descent_; }
  [[nodiscard]] const HeadsDescent<double>& descent() const override { return descent_; }
  [[nodiscard]] Matrix<double> directions(std::size_t head,
                                          const LabelledTokens& samples) const override {
    if (query_token_) {
      return asked(head).directions(query_tokens(samples, *query_token_));
    }
    const RebuiltDirection<double> rebuilt = descent_.parts().heads[head]->direction();
    const Vector<double> before = product(columns_[head], rebuilt.initial);
    Matrix<double> direction = weights_[head].transposed_times(before);
    add_product(samples_->rows.transpose(), rebuilt.tokens, direction);
    return direction;
  }
  [[nodiscard]] HeadParameters parameters(std::size_t head) const override {
    if (query_token_) {
      return {{},
              weights_[head].scaled(asked(head).weight_share()) + asked(head).weight_change(),
              {},
              {}};
    }
    const auto& of = dynamic_cast<const GramHead<double>&>(*descent_.parts().heads[head]);
    const Matrix<double> change = product(columns_[head], of.rebuilt().weights());
    Matrix<double> weights = weights_[head].scaled(of.weight_share());
    add_product(change, samples_->rows, weights);
    return {product(columns_[head], of.rebuilt().query()), std::move(weights), {}, {}};
  }
  [[nodiscard]] Matrix<double> linear_head() const override {
    const auto [share, along] = descent_.parts().linear_heads.front()->direction();
    Matrix<double> head = share * initial_linear_head_;
    add_product(samples_->rows.transpose(), along, head);
    return head;
  }

 private:
  [[nodiscard]] const GramQueryTokenHead& asked(std::size_t head) const {
    return dynamic_cast<const GramQueryTokenHead&>(*descent_.parts().heads[head]);
  }

  HeadsParts<double> parts(const Parameters& parameters, const GivenStart& start) {
    const RowMatrix<double>& rows = samples_->rows;
    HeadsParts<double> parts =
        parts_without_heads(parameters, start, SymmetricStrips(product(rows, rows.transpose())));
    const LinearRule<double> rule = linear_rule<double>(parameters, parameters.step_size);
    const LinearRule<double> frozen = frozen_rule<double>(rule.blocks());
    const HeadRules<double> rules{parameters.trained.weights ? rule : frozen,
                                  parameters.trained.query ? rule : frozen};
    weights_.reserve(static_cast<std::size_t>(parameters.heads));  // heads refer to their own
    for (std::int64_t h = 0; h < parameters.heads; ++h) {
      const InitialHead initial(parameters, start, static_cast<std::uint32_t>(h));
      const InitialWeights& weights = weights_.emplace_back(parameters, start, initial);
      if (start.query_token) {
        const auto from_start = [&weights](const RowMatrix<double>& z) -> Matrix<double> {
          return weights.transposed_times(z.transpose());
        };
        QueriedTokens data = queried(start);
        const Vector<double> logits = data.logits(from_start(data.queries));
        parts.heads.push_back(std::make_unique<GramQueryTokenHead>(std::move(data), logits,
                                                                   rules.weights, from_start));
        continue;
      }
      Matrix<double>& columns = columns_.emplace_back(rows.cols(), 1 + rows.rows());  // [p0, Z0]
      columns.col(0) = initial.query();
      columns.rightCols(rows.rows()) = weights.times(rows.transpose());
      const auto images = columns.rightCols(rows.rows());
      parts.heads.push_back(std::make_unique<GramHead<double>>(
          product(images.transpose(), images), product(images.transpose(), columns.col(0)),
          columns.col(0).squaredNorm(), rules, rows.rows()));
    }
    parts.linear_heads.push_back(std::make_unique<GramLinearHead<double>>(
        product(rows, start.head), rows.rows(),
        linear_rule<double>(parameters, parameters.head_step_size())));
    return parts;
  }

  std::optional<std::int64_t> query_token_;
  std::shared_ptr<const LabelledTokens> samples_;
  Matrix<double> initial_linear_head_;
  std::vector<InitialWeights> weights_;  // of each head
  std::vector<Matrix<double>> columns_;  // [p0, Z0] of each head, without a query token
  HeadsDescent<double> descent_;
};

}  // namespace

RowMatrix<double> query_tokens(const LabelledTokens& samples, std::int64_t token) {
  RowMatrix<double> queries(samples.samples, samples.rows.cols());
  for (Eigen::Index i = 0; i < queries.rows(); ++i) {
    queries.row(i) = samples.rows.row(i * samples.tokens + token);
  }
  return queries;
}

std::unique_ptr<GivenModel> dense_model(const Parameters& parameters, const GivenStart& start) {
  return std::make_unique<DenseModel>(parameters, start);
}

std::unique_ptr<GivenModel> gram_model(const Parameters& parameters, const GivenStart& start) {
  return std::make_unique<GramModel>(parameters, start);
}

}  // namespace benignity
