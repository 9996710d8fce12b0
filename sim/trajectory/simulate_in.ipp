#pragma once

#include <algorithm>
#include <utility>
#include <vector>

#include "sim/data/initial_parameters.hpp"
#include "sim/engine/dense.ipp"
#include "sim/engine/explicit_gram.ipp"
#include "sim/engine/gram.ipp"
#include "sim/engine/rebuilt_parameters.ipp"
#include "sim/engine/remembered_queries.hpp"
#include "sim/engine/sampled.hpp"
#include "sim/test_law/recorded_readouts.hpp"
#include "sim/trajectory/run.ipp"
#include "sim/trajectory/run_flow.ipp"
#include "sim/trajectory/simulate_in.hpp"

namespace benignity {

inline FreshSampleDesign fresh_sample_design(const RunSettings& settings) {
  return {settings.seed, settings.replicate, settings.test_samples};
}

inline Matrix<double> as_columns(const std::vector<Vector<double>>& vectors) {
  Matrix<double> columns(vectors.front().size(), static_cast<Eigen::Index>(vectors.size()));
  for (std::size_t r = 0; r < vectors.size(); ++r) {
    columns.col(static_cast<Eigen::Index>(r)) = vectors[r];
  }
  return columns;
}

/// Explicit (W, p).
template <class Real>
class DenseDynamics : public DenseDescent<Real> {
 public:
  DenseDynamics(const RunSettings& settings, const TrainingSet& set)
      : DenseDescent<Real>(attention_problem<Real>(settings.parameters, set),
                           set.rows.template cast<Real>(), initial_weights(settings),
                           draw_query(settings.parameters, settings.seed, settings.replicate)
                               .template cast<Real>()),
        settings_(settings) {}

  [[nodiscard]] Real query_norm2() const { return this->query().squaredNorm(); }

  void record() { directions_.push_back(this->attention_direction().template cast<double>()); }

  [[nodiscard]] std::vector<TestStatistics> test_statistics() const {
    return explicit_token_statistics(settings_.parameters, fresh_sample_design(settings_),
                                     as_columns(directions_));
  }

 private:
  static RowMatrix<Real> initial_weights(const RunSettings& settings) {
    const std::int64_t dimension = settings.parameters.dimension;
    RowMatrix<Real> weights(dimension, dimension);
    Vector<double> row(dimension);
    for (std::int64_t r = 0; r < dimension; ++r) {
      draw_weight_row(settings.parameters, settings.seed, settings.replicate, r, row);
      weights.row(r) = row.template cast<Real>().transpose();
    }
    return weights;
  }

  const RunSettings& settings_;
  std::vector<Vector<double>> directions_;
};

/// Gram space from explicit data; (W, p) are rebuilt where fresh tokens need them.
template <class Real>
class ExplicitGramDynamics : public GramDescent<Real> {
 public:
  ExplicitGramDynamics(const RunSettings& settings, const TrainingSet& set)
      : ExplicitGramDynamics(settings, set,
                             explicit_gram_start<Real>(settings.parameters, set, settings.seed,
                                                       settings.replicate)) {}

  void step(const Real& alpha) {
    rebuilt_.step(alpha, this->response().coefficients, this->kernel_product());
    GramDescent<Real>::step(alpha);
  }

  /// Keeps p and y with W^T p = W0^T p + X^T y.
  void record() {
    const Vector<Real> query = rebuilt_.query(initial_query_, initial_products_);
    const Vector<Real> along_tokens =
        rebuilt_.direction_coefficients(initial_query_, initial_products_, query);
    queries_.push_back(query.template cast<double>());
    const Vector<double> y = along_tokens.template cast<double>();
    directions_.push_back(set_.rows.topRows(y.size()).transpose() * y);
  }

  [[nodiscard]] std::vector<TestStatistics> test_statistics() const {
    Matrix<double> directions = as_columns(directions_);
    const Matrix<double> queries = as_columns(queries_);
    Vector<double> row(queries.rows());
    for (Eigen::Index r = 0; r < queries.rows(); ++r) {
      draw_weight_row(settings_.parameters, settings_.seed, settings_.replicate, r, row);
      directions += row * queries.row(r);
    }
    return explicit_token_statistics(settings_.parameters, fresh_sample_design(settings_),
                                     directions);
  }

 private:
  ExplicitGramDynamics(const RunSettings& settings, const TrainingSet& set,
                       ExplicitGramStart<Real> start)
      : GramDescent<Real>(std::move(start.start.problem), std::move(start.start.state)),
        settings_(settings),
        set_(set),
        initial_products_(std::move(start.initial_products)),
        initial_query_(std::move(start.initial_query)),
        rebuilt_(this->problem().head_values.size()) {}

  const RunSettings& settings_;
  const TrainingSet& set_;
  Matrix<Real> initial_products_;
  Vector<Real> initial_query_;
  RebuiltParameters<Real> rebuilt_;
  std::vector<Vector<double>> queries_;
  std::vector<Vector<double>> directions_;
};

/// Gram space from sampled statistics; fresh tokens follow the normal law of all recorded times.
template <class Real>
class SampledDynamics : public GramDescent<Real> {
 public:
  SampledDynamics(const RunSettings& settings, const GramStart<double>& start)
      : GramDescent<Real>({start.problem.samples, start.problem.tokens, start.problem.labels,
                           start.problem.head_values.template cast<Real>()},
                          promote<Real>(start.state)),
        settings_(settings),
        readouts_(settings.parameters, fresh_sample_design(settings), start.state.kernel) {}

  void step(const Real& alpha) {
    queries_.step(alpha, this->response().coefficients, this->kernel_product());
    GramDescent<Real>::step(alpha);
  }

  void record() {
    queries_.remember(this->logits().head(this->problem().head_values.size()), this->query_norm2());
    std::vector<double> products;
    for (const Real& product : queries_.products()) {
      products.push_back(static_cast<double>(product));
    }
    readouts_.record(this->logits().template cast<double>(), products);
  }

  [[nodiscard]] std::vector<TestStatistics> test_statistics() const {
    return joint_projection_statistics(settings_.parameters, fresh_sample_design(settings_),
                                       readouts_.joint());
  }

 private:
  const RunSettings& settings_;
  RecordedReadouts readouts_;
  RememberedQueries<Real> queries_;
};

template <class Real>
Trajectory simulate_in(const RunSettings& settings) {
  const Parameters& parameters = settings.parameters;
  if (settings.engine == Engine::flow) return run_flow<Real>(settings);
  if (settings.engine == Engine::sampled) {
    SampledDynamics<Real> dynamics(
        settings, sample_gram_start(parameters, settings.seed, settings.replicate));
    return run_trajectory<Real>(settings, dynamics);
  }
  const TrainingSet set = draw_training_set(parameters, settings.seed, settings.replicate);
  if (settings.engine == Engine::dense) {
    DenseDynamics<Real> dynamics(settings, set);
    return run_trajectory<Real>(settings, dynamics);
  }
  ExplicitGramDynamics<Real> dynamics(settings, set);
  return run_trajectory<Real>(settings, dynamics);
}

}  // namespace benignity
