#pragma once

#include <cmath>
#include <cstdint>
#include <functional>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include "sim/engine/conserved_quantities.hpp"
#include "sim/engine/flow.hpp"
#include "sim/trajectory/dynamics.hpp"
#include "sim/trajectory/recorded_tests.hpp"
#include "sim/trajectory/seen_in_double.hpp"
#include "theory/invalid_input.hpp"

namespace benignity {

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
std::unique_ptr<FlowDynamics> make_flow(const RunSettings& settings) {
  const GramStart<double> start =
      with_differences(sample_gram_start(settings.parameters, settings.seed, settings.replicate));
  return followed(settings, [&] { return std::make_unique<FlowIn<Real>>(settings, start); });
}

}  // namespace benignity
