#include <cmath>
#include <memory>

#include <catch2/catch.hpp>

#include "sim/engine/conserved_quantities.ipp"
#include "sim/engine/flow.ipp"
#include "sim/trajectory/flow_dynamics_in.ipp"
#include "sim/trajectory/mean_field_run.hpp"
#include "sim/trajectory/record_times.hpp"
#include "sim/trajectory/run.hpp"
#include "sim/trajectory/simulate.hpp"
#include "theory/invalid_input.hpp"
#include "theory/mean_field/event_times.hpp"

namespace benignity {
namespace {

RunSettings lazy_run(Engine engine, double kappa) {
  RunSettings run;
  run.engine = engine;
  run.parameters.tokens = 4;
  run.parameters.dimension = 10'000'000'000;
  run.parameters.chosen_init_weight_std = 1;
  run.parameters.signal_norm = std::sqrt(kappa * 1e10 / 20);
  run.test_samples = 100;
  const MeanFieldTimes times = mean_field_times(run.parameters);
  run.parameters.steps = 1.5 * std::max(times.fit.value(), times.generalize.value());
  return run;
}

TEST_CASE("the flow stops where gradient descent with a small step size does") {
  RunSettings run;
  run.parameters.tokens = 4;
  run.parameters.steps = 400;
  run.test_samples = 10;
  run.engine = Engine::flow;
  const Trajectory flow = simulate(run);
  run.engine = Engine::sampled;
  constexpr int finer = 16;
  run.parameters.step_size /= finer;
  run.parameters.steps *= finer;
  const Trajectory descent = simulate(run);
  REQUIRE(flow.stopping_times.select_clean);
  REQUIRE(flow.stopping_times.generalize);
  CHECK(*flow.stopping_times.select_clean * finer ==
        Approx(*descent.stopping_times.select_clean).margin(2));
  CHECK(*flow.stopping_times.generalize * finer ==
        Approx(*descent.stopping_times.generalize).margin(2));
  CHECK(flow.stopping_times.fit_all.has_value() == descent.stopping_times.fit_all.has_value());
  CHECK(flow.final().train_loss == Approx(descent.final().train_loss).epsilon(1e-4));
}

TEST_CASE("steps of the flow may be any positive real") {
  RunSettings run;
  run.engine = Engine::flow;
  run.test_samples = 1;
  run.parameters.tokens = 4;
  run.parameters.steps = 10.25;
  CHECK(simulate(run).final().step == 10.25);
  run.parameters.steps = 0;
  CHECK(simulate(run).snapshots.size() == 1);
}

TEST_CASE("continuous engines record at constant ratio, or at multiples of record_every") {
  RunSettings run;
  run.engine = Engine::flow;
  run.parameters.steps = 1e6;
  const auto times = continuous_record_times(run, 10);
  REQUIRE(times.size() == 25);
  CHECK(times[0] == 0);
  CHECK(times[1] == 10);
  CHECK(times.back() == 1e6);
  for (std::size_t i = 3; i < times.size(); ++i) {
    CHECK(times[i] / times[i - 1] == Approx(times[2] / times[1]));
  }
  CHECK(continuous_record_times(run, 2e6) == std::vector<double>{0, 1e6});
  run.parameters.steps = 25;
  run.chosen_record_every = 10;
  CHECK(continuous_record_times(run, 1) == std::vector<double>{0, 10, 20, 25});
  run.parameters.steps = 30;  // a multiple: the last step once
  CHECK(continuous_record_times(run, 1) == std::vector<double>{0, 10, 20, 30});
}

RunSettings small_weights(Engine engine, double steps) {
  RunSettings run;
  run.engine = engine;
  run.parameters.samples = 6;
  run.parameters.tokens = 4;
  run.parameters.chosen_init_weight_std = 1e-6;
  run.parameters.step_size = 1e-3;
  run.parameters.steps = steps;
  run.test_samples = 1;
  return run;
}

TEST_CASE("at small initial weights events do not depend on how long the flow may run") {
  const StoppingTimes flow = simulate(small_weights(Engine::flow, 1e5)).stopping_times;
  const StoppingTimes longer = simulate(small_weights(Engine::flow, 1e9)).stopping_times;
  const StoppingTimes descent = simulate(small_weights(Engine::sampled, 10000)).stopping_times;
  REQUIRE(flow.select_clean);
  REQUIRE(flow.generalize);
  CHECK(longer.select_clean.value() == Approx(*flow.select_clean).epsilon(1e-8));
  CHECK(longer.fit_all.value() == Approx(flow.fit_all.value()).epsilon(1e-8));
  CHECK(longer.generalize.value() == Approx(*flow.generalize).epsilon(1e-8));
  CHECK(*flow.select_clean == Approx(descent.select_clean.value()).epsilon(2e-3));
  CHECK(*flow.fit_all == Approx(descent.fit_all.value()).epsilon(2e-3));
}

TEST_CASE("a hundredth of the initial weights delays the events of the flow by one constant") {
  // q and H grow like e^(2 |v| t) while the logits are small, so log(100)/|v| each time.
  double previous = 0;
  double delay = 0;
  for (const double weights : {1e-9, 1e-11, 1e-13, 1e-15, 1e-17}) {
    RunSettings run;
    run.engine = Engine::flow;
    run.parameters.samples = 10;
    run.parameters.tokens = 4;
    run.parameters.dimension = 10'000'000'000;
    run.parameters.signal_norm = 94868;
    run.parameters.chosen_init_weight_std = weights;
    run.test_samples = 1;
    const double fit = simulate(run).stopping_times.fit_all.value();
    INFO("init_weight_std " << weights);
    if (delay > 0) CHECK(fit - previous == Approx(delay).epsilon(1e-3));
    if (previous > 0) delay = fit - previous;
    previous = fit;
  }
}

TEST_CASE("a flow whose K is singular to double is refused as input, not by accident") {
  RunSettings run;
  run.engine = Engine::flow;
  run.test_samples = 1;
  run.parameters.signal_norm = 1e10;
  CHECK_THROWS_AS(simulate(run), InvalidInput);
  run.precision = Precision::digits50;
  CHECK_THROWS_WITH(simulate(run), Catch::StartsWith("noise_std is 1, but must be larger"));
}

TEST_CASE("a flow that cannot be followed in its scalar is refused as input, not by accident") {
  RunSettings run;
  run.engine = Engine::flow;
  run.test_samples = 1;
  run.parameters.samples = 10;
  run.parameters.tokens = 4;
  run.parameters.signal_norm = 3e4;  // told apart in double, not in float
  CHECK_NOTHROW(simulate(run));
  // No run has it: what the two scalars of a flow would do beyond their own ranges.
  run.precision = Precision::float32;
  const std::unique_ptr<FlowDynamics> flow = make_flow<float>(run);
  CHECK_THROWS_WITH(run_flow(run, *flow, {}),
                    Catch::StartsWith("precision is float, but must be wider") &&
                        Catch::Contains("engine flow cannot be followed"));
}

TEST_CASE("the flow reaches e^35 tau_memorize and reports how little its conserved numbers drift") {
  RunSettings run = lazy_run(Engine::flow, 0.25);
  run.parameters.steps *= std::exp(20.0);
  const Trajectory trajectory = simulate(run);
  CHECK(trajectory.evaluations.value() < 5000);
  CHECK(trajectory.conserved_drift.value().trace_balance < 1e-9);
  CHECK(trajectory.conserved_drift.value().loss_rise == 0);
  CHECK(!trajectory.conserved_drift.value().log_determinant);
  RunSettings with_query;
  with_query.engine = Engine::flow;
  with_query.parameters.samples = 6;
  with_query.parameters.tokens = 4;
  with_query.parameters.init_query_std = 0.01;
  with_query.test_samples = 1;
  const ConservedDrift drift = simulate(with_query).conserved_drift.value();
  REQUIRE(drift.log_determinant);
  CHECK(*drift.log_determinant < 1e-8);
  CHECK(drift.squared_balance < 1e-9);
}

TEST_CASE("the mean field shows what the flow shows at d = 10^10, in the same shape") {
  for (const double kappa : {0.5, 40.0}) {
    const Trajectory field = simulate(lazy_run(Engine::mean_field, kappa));
    const Trajectory flow = simulate(lazy_run(Engine::flow, kappa));
    INFO("kappa = " << kappa);
    const Snapshot& a = field.final();
    const Snapshot& b = flow.final();
    CHECK(a.step == b.step);
    CHECK(a.train_loss == Approx(b.train_loss).epsilon(0.01));
    CHECK(a.lambda_plus == Approx(b.lambda_plus).epsilon(0.01));
    CHECK(a.clean_relevant_mean.value() == Approx(b.clean_relevant_mean.value()).epsilon(0.01));
    CHECK(a.noisy_relevant_mean.value() ==
          Approx(b.noisy_relevant_mean.value()).epsilon(0.01).margin(1e-3));
    CHECK(a.test.relevant.mean == Approx(b.test.relevant.mean).epsilon(0.02));
    CHECK(field.stopping_times.generalize.value() ==
          Approx(flow.stopping_times.generalize.value()).epsilon(0.01));
    REQUIRE(field.second_order);
    CHECK(field.second_order->lambda_plus == Approx(a.lambda_plus).epsilon(1e-5));
  }
}

TEST_CASE("the second order over time ends where the mean field's last step has it") {
  RunSettings run;  // the paper's (2000, 20), where the two mean fields differ
  run.engine = Engine::mean_field;
  run.test_samples = 10;
  const Trajectory field = simulate(run);
  const std::vector<Snapshot> second_order = simulate_second_order(run);
  REQUIRE(second_order.size() == field.snapshots.size());
  for (std::size_t i = 0; i < second_order.size(); ++i) {
    CHECK(second_order[i].step == field.snapshots[i].step);
  }
  CHECK(second_order[1].lambda_plus == Approx(field.snapshots[1].lambda_plus).epsilon(0.01));
  const Snapshot& last = second_order.back();
  CHECK(last.lambda_plus == Approx(field.second_order->lambda_plus).epsilon(1e-6));
  CHECK(last.test.relevant.mean == Approx(field.second_order->test.relevant.mean).epsilon(1e-6));
  CHECK(last.lambda_plus != Approx(field.final().lambda_plus).epsilon(0.05));
  run.parameters.signal_norm = 1000;  // kappa = 10^4
  CHECK(simulate_second_order(run).empty());
}

TEST_CASE("the mean field refuses other precisions and settings that it does not solve") {
  RunSettings run;
  run.engine = Engine::mean_field;
  run.precision = Precision::digits50;
  CHECK_THROWS_WITH(simulate(run), "precision is 50, but must be double with engine mean_field");
  run.precision = Precision::float64;
  run.parameters.signal_norm = 1e9;
  CHECK_THROWS_AS(simulate(run), InvalidInput);
}

}  // namespace
}  // namespace benignity
