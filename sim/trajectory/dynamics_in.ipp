#pragma once

#include <cmath>
#include <memory>
#include <utility>
#include <vector>

#include "sim/data/initial_parameters.hpp"
#include "sim/engine/dense.hpp"
#include "sim/engine/explicit_gram.hpp"
#include "sim/engine/gram.hpp"
#include "sim/model/state_archive.hpp"
#include "sim/trajectory/rebuilt_parameters.hpp"
#include "sim/trajectory/recorded_tests.hpp"
#include "sim/trajectory/seen_in_double.hpp"
#include "sim/trajectory/training_arrays.hpp"

namespace benignity {

/// Gradient descent by any engine that has problem(), response(), logits(), query_norm2() and
/// step(alpha).
template <class Real>
class DescentIn : public DescentDynamics {
 public:
  explicit DescentIn(const RunSettings& settings)
      : settings_(settings), step_size_(static_cast<Real>(settings.parameters.step_size)) {}

 protected:
  RunSettings settings_;
  Real step_size_;
};

template <class Real, class Engine>
class DescentOf : public DescentIn<Real> {
 public:
  DescentOf(const RunSettings& settings, Engine engine)
      : DescentIn<Real>(settings), engine_(std::move(engine)) {}

  [[nodiscard]] const Labels& labels() const override { return engine_.problem().labels; }
  [[nodiscard]] EventLevels levels() const override {
    return event_levels(this->settings_.parameters, engine_.problem(), engine_.response(),
                        engine_.logits());
  }
  [[nodiscard]] TrainingFigures figures() const override {
    return training_figures<Real>(engine_.problem(), engine_.response(), engine_.logits(),
                                  engine_.query_norm2());
  }
  [[nodiscard]] bool is_finite() const override {
    return std::isfinite(static_cast<double>(engine_.query_norm2())) &&
           std::isfinite(static_cast<double>(engine_.logits().sum())) &&
           std::isfinite(static_cast<double>(engine_.response().margin.sum()));
  }
  [[nodiscard]] std::vector<NamedArray> arrays() const override {
    const AttentionProblem<Real>& problem = engine_.problem();
    return training_arrays(shape(), {logits()}, {problem.head_values.template cast<double>()});
  }
  [[nodiscard]] NamedArray softmax() const override { return softmax_array(shape(), {logits()}); }

 protected:
  Engine engine_;

 private:
  [[nodiscard]] HeadsShape shape() const {
    const AttentionProblem<Real>& problem = engine_.problem();
    return plain_shape(problem.samples, problem.tokens, problem.labels.observed);
  }
  [[nodiscard]] Vector<double> logits() const {
    const AttentionProblem<Real>& problem = engine_.problem();
    return all_logits(engine_.logits().template cast<double>(), problem.samples, problem.tokens,
                      problem.left_out);
  }
};

template <class Real>
DenseDescent<Real> dense_descent(const RunSettings& settings, const TrainingSet& set) {
  const Parameters& parameters = settings.parameters;
  RowMatrix<Real> weights(parameters.dimension, parameters.dimension);
  Vector<double> row(parameters.dimension);
  for (std::int64_t r = 0; r < parameters.dimension; ++r) {
    draw_weight_row(parameters, settings.seed, settings.replicate, r, row);
    weights.row(r) = row.template cast<Real>().transpose();
  }
  return {attention_problem<Real>(parameters, set), set.rows.template cast<Real>(),
          std::move(weights),
          draw_query(parameters, settings.seed, settings.replicate).template cast<Real>()};
}

/// Explicit (W, p).
template <class Real>
class DenseDynamics : public DescentOf<Real, DenseDescent<Real>> {
 public:
  DenseDynamics(const RunSettings& settings, const TrainingSet& set)
      : DescentOf<Real, DenseDescent<Real>>(settings, dense_descent<Real>(settings, set)),
        tests_(settings) {}

  void step() override { this->engine_.step(this->step_size_); }
  void keep(StateArchive& archive) override { this->engine_.keep(archive); }
  [[nodiscard]] std::vector<NamedArray> arrays() const override {
    const Parameters& p = this->settings_.parameters;
    std::vector<NamedArray> arrays = DescentOf<Real, DenseDescent<Real>>::arrays();
    append_arrays(parameter_arrays({{this->engine_.query().template cast<double>(),
                                     this->engine_.weights().template cast<double>(),
                                     {},
                                     {}}},
                                   plain_linear_head(p.dimension, p.head_norm())),
                  arrays);
    return arrays;
  }
  void record() override {
    tests_.add(this->engine_.attention_direction().template cast<double>());
  }
  [[nodiscard]] std::vector<TestStatistics> test_statistics() const override {
    return tests_.statistics();
  }

 private:
  ExplicitTests tests_;
};

/// K, H, a and q; a descent that goes on from them takes the steps it would have taken.
template <class Real>
void keep_gram(StateArchive& archive, GramDescent<Real>& descent) {
  GramState<Real> state = descent.state();
  archive(state.kernel, state.weighted_kernel, state.logits, state.query_norm2);
  if (archive.reading()) descent = GramDescent<Real>(descent.problem(), std::move(state));
}

/// Gram space from explicit data; (W, p) are rebuilt where fresh tokens need them.
template <class Real>
class ExplicitGramDynamics : public DescentOf<Real, GramDescent<Real>> {
 public:
  ExplicitGramDynamics(const RunSettings& settings, TrainingSet set)
      : ExplicitGramDynamics(settings, std::move(set),
                             explicit_gram_start<Real>(settings.parameters, set, settings.seed,
                                                       settings.replicate)) {}

  void step() override {
    rebuilt_.step(this->step_size_, this->engine_.response().coefficients,
                  this->engine_.kernel_product());
    this->engine_.step(this->step_size_);
  }
  void keep(StateArchive& archive) override {
    keep_gram(archive, this->engine_);
    rebuilt_.keep(archive);
  }
  void record() override {
    const Vector<Real> query = rebuilt_.query(initial_query_, initial_products_);
    const Vector<Real> along_tokens =
        rebuilt_.direction_coefficients(initial_query_, initial_products_, query);
    tests_.add(set_, query.template cast<double>(), along_tokens.template cast<double>());
  }
  [[nodiscard]] std::vector<TestStatistics> test_statistics() const override {
    return tests_.statistics();
  }
  [[nodiscard]] std::vector<NamedArray> arrays() const override {
    const Parameters& p = this->settings_.parameters;
    const RebuiltHead head{
        0, rebuilt_.query(initial_query_, initial_products_).template cast<double>(), 1,
        rebuilt_.weight_change(initial_query_, initial_products_).template cast<double>()};
    const RowMatrix<double> tokens = set_.rows.topRows(p.samples * p.tokens);
    std::vector<NamedArray> arrays = DescentOf<Real, GramDescent<Real>>::arrays();
    append_arrays(parameter_arrays({explicit_parameters(this->settings_, head, tokens)},
                                   plain_linear_head(p.dimension, p.head_norm())),
                  arrays);
    return arrays;
  }

 private:
  ExplicitGramDynamics(const RunSettings& settings, TrainingSet&& set,
                       ExplicitGramStart<Real> start)
      : DescentOf<Real, GramDescent<Real>>(
            settings, {std::move(start.start.problem), std::move(start.start.state)}),
        set_(std::move(set)),
        initial_products_(std::move(start.initial_products)),
        initial_query_(std::move(start.initial_query)),
        rebuilt_(this->engine_.problem().logit_count()),
        tests_(settings) {}

  TrainingSet set_;
  Matrix<Real> initial_products_;
  Vector<Real> initial_query_;
  RebuiltParameters<Real> rebuilt_;
  RebuiltTests tests_;
};

/// Gram space from sampled statistics; fresh tokens follow the normal law of all recorded times.
template <class Real>
class SampledDynamics : public DescentOf<Real, GramDescent<Real>> {
 public:
  SampledDynamics(const RunSettings& settings, const GramStart<double>& start)
      : DescentOf<Real, GramDescent<Real>>(
            settings, {promote<Real>(start.problem), promote<Real>(start.state)}),
        tests_(settings, start.state.kernel) {}

  void step() override {
    queries_.step(this->step_size_, this->engine_.response().coefficients,
                  this->engine_.kernel_product());
    this->engine_.step(this->step_size_);
  }
  void keep(StateArchive& archive) override { keep_gram(archive, this->engine_); }
  void record() override {
    const GramDescent<Real>& descent = this->engine_;
    queries_.remember(descent.logits().head(descent.problem().logit_count()),
                      descent.query_norm2());
    std::vector<double> products;
    for (const Real& product : queries_.products()) {
      products.push_back(static_cast<double>(product));
    }
    tests_.add(descent.logits().template cast<double>(), products);
  }
  [[nodiscard]] std::vector<TestStatistics> test_statistics() const override {
    return tests_.statistics();
  }

 private:
  RememberedQueries<Real> queries_;
  SampledTests tests_;
};

template <class Real>
std::unique_ptr<DescentDynamics> make_descent(const RunSettings& settings) {
  const Parameters& parameters = settings.parameters;
  if (settings.engine == Engine::sampled) {
    return std::make_unique<SampledDynamics<Real>>(
        settings,
        with_differences(sample_gram_start(parameters, settings.seed, settings.replicate)));
  }
  TrainingSet set = draw_training_set(parameters, settings.seed, settings.replicate);
  if (settings.engine == Engine::dense) {
    return std::make_unique<DenseDynamics<Real>>(settings, set);
  }
  return std::make_unique<ExplicitGramDynamics<Real>>(settings, std::move(set));
}

}  // namespace benignity
