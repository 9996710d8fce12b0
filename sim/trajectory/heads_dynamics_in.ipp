#pragma once

#include <cmath>
#include <memory>
#include <utility>
#include <vector>

#include "sim/data/probes.hpp"
#include "sim/data/token_law.hpp"
#include "sim/engine/heads_descent.ipp"
#include "sim/engine/heads_start.ipp"
#include "sim/trajectory/heads_tests.hpp"
#include "sim/trajectory/rebuilt_parameters.hpp"
#include "sim/trajectory/seen_in_double.hpp"
#include "sim/trajectory/training_arrays.hpp"

namespace benignity {

/// Gradient descent of any model of the family in one scalar. Its figures are those of one head, as
/// means over the heads: softmax probabilities of x_1, logits of the signals, |p|^2.
template <class Real>
class HeadsDynamics : public DescentDynamics {
 public:
  HeadsDynamics(const RunSettings& settings, Labels labels, HeadsParts<Real> parts)
      : settings_(settings), labels_(std::move(labels)), descent_(std::move(parts)) {}

  [[nodiscard]] const Labels& labels() const override { return labels_; }
  void step() override { descent_.step(); }
  void keep(StateArchive& archive) override { descent_.keep(archive); }
  [[nodiscard]] EventLevels levels() const override {
    const Parameters& p = settings_.parameters;
    const AttentionProblem<Real> problem{p.samples, p.tokens, labels_, {}};
    Real least = signal_logit(0);
    for (std::int64_t k = 1; k < p.classes; ++k) {
      const Real logit = signal_logit(k);
      if (!(least <= logit)) least = logit;
    }
    return event_levels<Real>(p, problem, response_seen(), least);
  }
  [[nodiscard]] TrainingFigures figures() const override {
    TrainingFigures figures;
    const HeadsResponse<Real>& response = descent_.response();
    figures.loss = static_cast<double>(Real(response.loss.sum() / Real(response.loss.size())));
    const Vector<Real> relevant = mean_relevant();
    for (Eigen::Index i = 0; i < response.margin.size(); ++i) {
      figures.fitted.push_back(response.margin(i) > 0);
      figures.relevant.push_back(static_cast<double>(relevant(i)));
      figures.margins.push_back(static_cast<double>(response.margin(i)));
    }
    for (Eigen::Index i = 0; i < response.relevant.size(); ++i) {  // by columns: head after head
      figures.relevant_of_heads.push_back(static_cast<double>(response.relevant.data()[i]));
    }
    figures.lambda_plus = static_cast<double>(signal_logit(0));
    figures.lambda_minus = static_cast<double>(signal_logit(1));
    figures.query_norm2 = static_cast<double>(mean_query_norm2());
    return figures;
  }
  [[nodiscard]] bool is_finite() const override {
    bool finite = std::isfinite(static_cast<double>(mean_query_norm2())) &&
                  std::isfinite(static_cast<double>(descent_.response().margin.sum()));
    for (const auto& head : descent_.parts().heads) {
      finite = finite && std::isfinite(static_cast<double>(head->logits().sum()));
    }
    return finite;
  }
  [[nodiscard]] std::vector<NamedArray> arrays() const override {
    std::vector<Matrix<double>> values;
    for (const auto& head : descent_.parts().linear_heads) {
      values.push_back(head->values().template cast<double>());
    }
    return training_arrays(descent_.parts().shape, logits(), values);
  }
  [[nodiscard]] NamedArray softmax() const override {
    return softmax_array(descent_.parts().shape, logits());
  }

 protected:
  /// Products of every direction with the M vectors: logits of the heads, values of the linear
  /// heads.
  [[nodiscard]] Matrix<double> products() const {
    const HeadsParts<Real>& parts = descent_.parts();
    const Eigen::Index heads = parts.shape.heads;
    const Eigen::Index outputs = parts.shape.outputs;
    const auto linear_heads = static_cast<Eigen::Index>(parts.linear_heads.size());
    Matrix<double> products(parts.heads.front()->logits().size(), heads + linear_heads * outputs);
    for (Eigen::Index h = 0; h < heads; ++h) {
      products.col(h) = parts.heads[static_cast<std::size_t>(h)]->logits().template cast<double>();
    }
    for (Eigen::Index l = 0; l < linear_heads; ++l) {
      products.middleCols(heads + l * outputs, outputs) =
          parts.linear_heads[static_cast<std::size_t>(l)]->values().template cast<double>();
    }
    return products;
  }

  RunSettings settings_;
  Labels labels_;
  HeadsDescent<Real> descent_;

 private:
  [[nodiscard]] std::vector<Vector<double>> logits() const {
    std::vector<Vector<double>> logits;
    for (const auto& head : descent_.parts().heads) {
      logits.push_back(head->logits().template cast<double>());
    }
    return logits;
  }
  [[nodiscard]] Vector<Real> mean_relevant() const {
    const Matrix<Real>& relevant = descent_.response().relevant;
    Vector<Real> mean = relevant.col(0);
    for (Eigen::Index h = 1; h < relevant.cols(); ++h) mean += relevant.col(h);
    return mean / Real(relevant.cols());
  }
  [[nodiscard]] AttentionResponse<Real> response_seen() const {
    return {descent_.response().margin, mean_relevant(), {}};
  }
  [[nodiscard]] Real signal_logit(std::int64_t class_number) const {
    const HeadsParts<Real>& parts = descent_.parts();
    Real sum = 0;
    for (const auto& head : parts.heads) sum += head->logits()(parts.shape.active() + class_number);
    return sum / Real(parts.shape.heads);
  }
  [[nodiscard]] Real mean_query_norm2() const {
    Real sum = 0;
    for (const auto& head : descent_.parts().heads) sum += head->query_norm2();
    return sum / Real(descent_.parts().shape.heads);
  }
};

/// Explicit parameters.
template <class Real>
class DenseHeadsDynamics : public HeadsDynamics<Real> {
 public:
  DenseHeadsDynamics(const RunSettings& settings, const TrainingSet& set,
                     const RowMatrix<double>& rows)
      : HeadsDynamics<Real>(
            settings, set.labels,
            dense_heads<Real>(settings.parameters, set.labels, rows.template cast<Real>(),
                              settings.seed, settings.replicate)),
        tests_(settings) {}

  void record() override {
    std::vector<Vector<double>> directions;
    for (const auto& head : this->descent_.parts().heads) {
      directions.push_back(head->direction().initial.template cast<double>());
    }
    for (const auto& head : this->descent_.parts().linear_heads) {
      const Matrix<double> nu = head->direction().along.template cast<double>();
      for (Eigen::Index k = 0; k < nu.cols(); ++k) directions.push_back(nu.col(k));
    }
    tests_.add(directions);
  }
  [[nodiscard]] std::vector<TestStatistics> test_statistics() const override {
    return tests_.statistics();
  }
  [[nodiscard]] std::vector<NamedArray> arrays() const override {
    std::vector<HeadParameters> heads;
    for (const auto& head : this->descent_.parts().heads) {
      heads.push_back(explicit_parameters(*head));
    }
    Matrix<double> linear_heads(this->settings_.parameters.dimension, 0);
    for (const auto& head : this->descent_.parts().linear_heads) {
      const Matrix<double> nu = head->direction().along.template cast<double>();
      linear_heads.conservativeResize(Eigen::NoChange, linear_heads.cols() + nu.cols());
      linear_heads.rightCols(nu.cols()) = nu;
    }
    std::vector<NamedArray> arrays = HeadsDynamics<Real>::arrays();
    append_arrays(parameter_arrays(heads, linear_heads), arrays);
    return arrays;
  }

 private:
  static HeadParameters explicit_parameters(const AttentionHead<Real>& head) {
    if (const auto* pair = dynamic_cast<const DenseKeyQueryHead<Real>*>(&head)) {
      return {pair->query().template cast<double>(),
              {},
              pair->keys().template cast<double>(),
              pair->queries().template cast<double>()};
    }
    const auto& whole = dynamic_cast<const DenseHead<Real>&>(head);
    return {whole.query().template cast<double>(), whole.weights().template cast<double>(), {}, {}};
  }

  ExplicitHeadsTests tests_;
};

/// Gram space from explicit data; the directions are rebuilt where fresh tokens need them.
template <class Real>
class GramHeadsDynamics : public HeadsDynamics<Real> {
 public:
  GramHeadsDynamics(const RunSettings& settings, const TrainingSet& set, RowMatrix<double> rows)
      : GramHeadsDynamics(
            settings, std::move(rows),
            explicit_heads_start<Real>(settings.parameters, set.labels, rows.template cast<Real>(),
                                       settings.seed, settings.replicate)) {}

  void record() override {
    const HeadsParts<Real>& parts = this->descent_.parts();
    const auto tokens = tests_.tokens().transpose();
    std::vector<Vector<double>> directions;
    for (std::size_t h = 0; h < parts.heads.size(); ++h) {
      const RebuiltDirection<Real> rebuilt = parts.heads[h]->direction();
      const bool on_columns = !columns_.empty();
      const Vector<Real> before =
          on_columns ? Vector<Real>(product(columns_[h], rebuilt.initial)) : rebuilt.initial;
      tests_.add_before(h, before.template cast<double>());
      directions.push_back(product(tokens, Vector<double>(rebuilt.tokens.template cast<double>())));
    }
    for (std::size_t l = 0; l < parts.linear_heads.size(); ++l) {
      const Matrix<double> nu = linear_head(l);
      for (Eigen::Index k = 0; k < nu.cols(); ++k) directions.push_back(nu.col(k));
    }
    tests_.add(directions);
  }
  [[nodiscard]] std::vector<TestStatistics> test_statistics() const override {
    return tests_.statistics();
  }
  /// Without query and weights for key and query matrices, of which only products are known.
  [[nodiscard]] std::vector<NamedArray> arrays() const override {
    std::vector<NamedArray> arrays = HeadsDynamics<Real>::arrays();
    const HeadsParts<Real>& parts = this->descent_.parts();
    const RowMatrix<double> tokens = tests_.tokens();
    std::vector<HeadParameters> heads;
    for (std::size_t h = 0; h < columns_.size(); ++h) {
      const auto& head = dynamic_cast<const GramHead<Real>&>(*parts.heads[h]);
      const RebuiltHead rebuilt{
          static_cast<std::int64_t>(h),
          Vector<Real>(product(columns_[h], head.rebuilt().query())).template cast<double>(),
          static_cast<double>(head.weight_share()),
          Matrix<Real>(product(columns_[h], head.rebuilt().weights())).template cast<double>()};
      heads.push_back(explicit_parameters(this->settings_, rebuilt, tokens));
    }
    if (heads.empty()) heads.resize(1);
    Matrix<double> linear_heads(this->settings_.parameters.dimension, 0);
    for (std::size_t l = 0; l < parts.linear_heads.size(); ++l) {
      const Matrix<double> nu = linear_head(l);
      linear_heads.conservativeResize(Eigen::NoChange, linear_heads.cols() + nu.cols());
      linear_heads.rightCols(nu.cols()) = nu;
    }
    append_arrays(parameter_arrays(heads, linear_heads), arrays);
    return arrays;
  }

 private:
  /// nu, d x K.
  [[nodiscard]] Matrix<double> linear_head(std::size_t l) const {
    const auto rebuilt = this->descent_.parts().linear_heads[l]->direction();
    Matrix<double> nu = tests_.initial_head(l) * static_cast<double>(rebuilt.share);
    add_product(tests_.tokens().transpose(), Matrix<double>(rebuilt.along.template cast<double>()),
                nu);
    return nu;
  }

  GramHeadsDynamics(const RunSettings& settings, RowMatrix<double>&& rows,
                    ExplicitHeadsStart<Real> start)
      : HeadsDynamics<Real>(settings, start.start.labels,
                            gram_heads<Real>(settings.parameters, start.start, settings.seed,
                                             settings.replicate, true)),
        columns_(std::move(start.columns)),
        tests_(settings, std::move(rows)) {}

  std::vector<Matrix<Real>> columns_;  // [p0, Z0] of each head
  RebuiltHeadsTests tests_;
};

template <class Real>
HeadsStart<Real> promote(const HeadsStart<double>& start) {
  HeadsStart<Real> wide{start.labels, start.kernel.template cast<Real>(), {}};
  for (const GramHeadStart<double>& head : start.heads) {
    wide.heads.push_back({head.products.template cast<Real>(), head.images.template cast<Real>(),
                          Real(head.query_norm2), head.keys.template cast<Real>()});
  }
  return wide;
}

/// Gram space from sampled statistics.
template <class Real>
class SampledHeadsDynamics : public HeadsDynamics<Real> {
 public:
  SampledHeadsDynamics(const RunSettings& settings, const HeadsStart<double>& start)
      : HeadsDynamics<Real>(settings, start.labels,
                            gram_heads<Real>(settings.parameters, promote<Real>(start),
                                             settings.seed, settings.replicate, false)),
        tests_(settings, start.kernel) {}

  void record() override {
    std::vector<std::vector<double>> before;
    for (const auto& head : this->descent_.parts().heads) {
      std::vector<double> products;
      for (const Real& product : head->record()) products.push_back(static_cast<double>(product));
      before.push_back(std::move(products));
    }
    tests_.add(this->products(), before);
  }
  [[nodiscard]] std::vector<TestStatistics> test_statistics() const override {
    return tests_.statistics();
  }

 private:
  SampledHeadsTests tests_;
};

template <class Real>
std::unique_ptr<DescentDynamics> make_heads(const RunSettings& settings) {
  const Parameters& parameters = settings.parameters;
  if (settings.engine == Engine::sampled) {
    return std::make_unique<SampledHeadsDynamics<Real>>(
        settings, sample_heads_start(parameters, settings.seed, settings.replicate));
  }
  const TrainingSet set = draw_training_set(parameters, settings.seed, settings.replicate);
  RowMatrix<double> rows = with_probes(parameters, set.rows, settings.seed, settings.replicate);
  if (settings.engine == Engine::dense) {
    return std::make_unique<DenseHeadsDynamics<Real>>(settings, set, rows);
  }
  return std::make_unique<GramHeadsDynamics<Real>>(settings, set, std::move(rows));
}

}  // namespace benignity
