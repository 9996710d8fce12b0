#pragma once

#include <cmath>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "sim/data/initial_parameters.hpp"
#include "sim/engine/conserved_quantities.hpp"
#include "sim/engine/dense.hpp"
#include "sim/engine/explicit_gram.hpp"
#include "sim/engine/flow.hpp"
#include "sim/engine/gram.hpp"
#include "sim/trajectory/recorded_tests.hpp"
#include "sim/trajectory/seen_in_double.hpp"
#include "sim/trajectory/training_arrays.hpp"
#include "sim/model/state_archive.hpp"
#include "theory/invalid_input.hpp"

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
    for (NamedArray& parameter :
         parameter_arrays({{this->engine_.query().template cast<double>(),
                            this->engine_.weights().template cast<double>(),
                            {},
                            {}}},
                          plain_linear_head(p.dimension, p.head_norm()))) {
      arrays.push_back(std::move(parameter));
    }
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

/// What `follow` returns; a flow that cannot be followed is the fault of the settings, so that a
/// sweep loses one cell and not all.
template <class Follow>
auto followed(const RunSettings& settings, const Follow& follow) {
  try {
    return follow();
  } catch (const std::domain_error& failure) {
    throw InvalidInput(
        "precision", std::string(name(settings.precision)),
        "wider, or the setting less extreme: engine flow cannot be followed, since " +
            std::string(failure.what()));
  }
}

/// The flow from a sampled start.
template <class Real>
class FlowIn : public FlowDynamics {
 public:
  FlowIn(const RunSettings& settings, const GramStart<double>& start)
      : settings_(settings),
        step_size_(static_cast<Real>(settings.parameters.step_size)),
        tests_(settings, start.state.kernel),
        flow_(promote<Real>(start.problem), promote<Real>(start.state), flow_tolerance<Real>()),
        conserved_of_(flow_.gram_state().kernel),
        conserved_(conserved_of_(flow_.gram_state())) {
    // At p0 = 0 the determinant is 0; what rounding leaves of it would drift by its own size.
    if (!(start.state.query_norm2 > 0)) conserved_.log_determinant.reset();
  }

  [[nodiscard]] const Labels& labels() const override { return flow_.problem().labels; }
  [[nodiscard]] EventLevels levels() const override {
    return event_levels(settings_.parameters, flow_.problem(), flow_.response(), flow_.logits());
  }
  [[nodiscard]] TrainingFigures figures() const override {
    return training_figures(flow_.problem(), flow_.response(), flow_.logits(), flow_.query_norm2());
  }
  [[nodiscard]] double train_loss() const override {
    return static_cast<double>(mean_loss(flow_.response()));
  }

  [[nodiscard]] double first_step() const override {
    return static_cast<double>(Real(flow_.first_length() / step_size_));
  }
  void advance_to(double step, const std::function<void()>& after_step) override {
    const Real target = step_size_ * static_cast<Real>(step);
    for (Real left = target - flow_.time(); left > 0;) {
      followed(settings_, [&] { flow_.advance(left); });
      after_step();
      // The difference again would leave a rounding to walk after the step that arrives.
      left = flow_.last_length() < left ? Real(target - flow_.time()) : Real(0);
    }
  }
  [[nodiscard]] EventLevels levels_within(double share) override {
    return levels_at(flow_.logits_within(flow_.last_length() * Real(share)));
  }
  [[nodiscard]] EventLevels interpolated_levels(double share) override {
    return levels_at(flow_.interpolated_logits(flow_.last_length() * Real(share)));
  }
  [[nodiscard]] double step_at(double share) const override {
    const Real t = flow_.time() - flow_.last_length() * (1 - Real(share));
    return static_cast<double>(Real(t / step_size_));
  }

  [[nodiscard]] ConservedDrift drift() const override {
    using std::abs;
    const ConservedQuantities<Real> now = conserved_of_(flow_.gram_state());
    const auto relative = [](const Real& value, const Real& start, const Real& size) {
      return static_cast<double>(Real(abs(value - start) / size));
    };
    ConservedDrift drift;
    drift.trace_balance = relative(now.trace_balance, conserved_.trace_balance, now.trace_size);
    drift.squared_balance =
        relative(now.squared_balance, conserved_.squared_balance, now.squared_size);
    if (now.log_determinant && conserved_.log_determinant) {
      drift.log_determinant =
          std::abs(static_cast<double>(Real(*now.log_determinant - *conserved_.log_determinant)));
    }
    return drift;
  }
  [[nodiscard]] std::int64_t evaluations() const override { return flow_.evaluations(); }

  void record() override {
    flow_.remember_query();
    const Vector<double> products = flow_.query_products().template cast<double>();
    tests_.add(flow_.logits().template cast<double>(), {products.begin(), products.end()});
  }
  [[nodiscard]] std::vector<TestStatistics> test_statistics() const override {
    return tests_.statistics();
  }

 private:
  [[nodiscard]] EventLevels levels_at(const Vector<Real>& logits) {
    respond(flow_.problem(), logits, response_);
    return event_levels(settings_.parameters, flow_.problem(), response_, logits);
  }

  RunSettings settings_;
  Real step_size_;
  SampledTests tests_;  // before the flow: it refuses a K that is singular in double by noise_std
  GramFlow<Real> flow_;
  ConservedQuantitiesOf<Real> conserved_of_;
  ConservedQuantities<Real> conserved_;  // at the start
  AttentionResponse<Real> response_;
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

template <class Real>
std::unique_ptr<FlowDynamics> make_flow(const RunSettings& settings) {
  const GramStart<double> start =
      with_differences(sample_gram_start(settings.parameters, settings.seed, settings.replicate));
  return followed(settings, [&] { return std::make_unique<FlowIn<Real>>(settings, start); });
}

}  // namespace benignity
