#include "sim/engine/flow.hpp"

#include <array>
#include <cmath>
#include <limits>

#include <boost/multiprecision/eigen.hpp>
#include <catch2/catch.hpp>

#include "sim/engine/conserved_quantities.hpp"
#include "tests/support/small_flows.hpp"
#include "theory/growth/growth_function.hpp"
#include "theory/scalar.hpp"

namespace benignity {
namespace {

using testing::flow_from;
using testing::largest_entry;
using testing::random_start;
using testing::run_until;

/// One sample, gamma = (x, 0, ..., 0) with x tiny, so that the loss slope stays 1/2, and H = I/x:
/// every gap obeys Lambda' = r s_1 (1 - s_1) with r = T/(2 (T-1)).
GramStart<double> one_gap_start(std::int64_t tokens, double gap) {
  const double tiny = 1e-13;
  GramStart<double> start;
  start.problem = {1, tokens, {{1}, {1}}, Vector<double>::Zero(tokens)};
  start.problem.head_values(0) = tiny;
  start.state.kernel = 1e-40 * Matrix<double>::Identity(tokens, tokens);
  start.state.weighted_kernel = Matrix<double>::Identity(tokens, tokens) / tiny;
  start.state.logits = Vector<double>::Zero(tokens);
  start.state.logits(0) = gap;
  return start;
}

TEST_CASE("gradient descent tends to the flow: halving alpha halves the error") {
  const GramStart<double> start = random_start(5);
  GramFlow<double> flow = flow_from<double>(start);
  const double time = 8;
  run_until(flow, time);
  double previous = 0;
  for (const int steps : {400, 800, 1600, 3200}) {
    GramDescent<double> descent(start.problem, start.state);
    for (int tau = 0; tau < steps; ++tau) descent.step(time / steps);
    const double error = largest_entry(Vector<double>(descent.logits() - flow.logits()));
    if (previous > 0) CHECK(previous / error == Approx(2).epsilon(0.02));
    previous = error;
  }
}

TEST_CASE("one equal gap grows as G says, from O(1) times to e^60 without stalling") {
  for (const std::int64_t tokens : {2, 4, 8}) {
    for (const double log_time : {0.0, 5.0, 20.0, 35.0, 60.0}) {
      const double gap = 0.3;
      GramFlow<double> flow = flow_from<double>(one_gap_start(tokens, gap));
      const double time = std::exp(log_time);
      run_until(flow, time);
      const double rate = static_cast<double>(tokens) / (2.0 * static_cast<double>(tokens - 1));
      const double expected =
          inverse_growth_function(growth_function(gap, tokens) + rate * time, tokens);
      INFO("T = " << tokens << ", log t = " << log_time);
      CHECK(flow.logits()(0) - flow.logits()(1) == Approx(expected).epsilon(1e-7));
      CHECK(flow.evaluations() < 3000);
    }
  }
}

void check_fifty_digits(double time) {
  const GramStart<double> start = random_start(2);
  GramFlow<double> flow = flow_from<double>(start);
  GramFlow<Float50> fine = flow_from<Float50>(start);
  CHECK(flow_tolerance<Float50>() <= Float50("1.0000001e-20"));
  run_until(flow, time);
  run_until(fine, Float50(time));
  CHECK(largest_entry(Vector<double>(flow.logits() - start.state.logits)) > 0.05 * time);
  CHECK(largest_entry(Vector<double>(fine.logits().cast<double>() - flow.logits())) < 1e-8);

  const ConservedQuantitiesOf<Float50> conserved(fine.gram_state().kernel);
  const auto before = conserved(promote<Float50>(start.state));
  const auto after = conserved(fine.gram_state());
  CHECK(abs(after.trace_balance / before.trace_balance - 1) < Float50("1e-18"));
  CHECK(abs(after.squared_balance / before.squared_balance - 1) < Float50("1e-18"));
  REQUIRE(before.log_determinant);
  REQUIRE(after.log_determinant);
  CHECK(abs(*after.log_determinant - *before.log_determinant) < Float50("1e-15"));
}

TEST_CASE("fifty digits agree with double and conserve W W^T - p p^T to 1e-18") {
  check_fifty_digits(0.25);
}

TEST_CASE("fifty digits agree with double and conserve W W^T - p p^T to 1e-18 for longer",
          "[slow]") {
  check_fifty_digits(5);
}

TEST_CASE("the flow conserves what a step of gradient descent does not") {
  const GramStart<double> start = random_start(6);
  GramFlow<double> flow = flow_from<double>(start);
  GramDescent<double> descent(start.problem, start.state);
  run_until(flow, 20.0);
  for (int tau = 0; tau < 40; ++tau) descent.step(0.5);
  const ConservedQuantitiesOf<double> conserved(start.state.kernel);
  const double before = conserved(start.state).squared_balance;
  CHECK(conserved(flow.gram_state()).squared_balance == Approx(before).epsilon(1e-8));
  CHECK(conserved(descent.state()).squared_balance != Approx(before).epsilon(1e-5));
}

TEST_CASE("the loss never rises along the flow") {
  GramFlow<double> flow = flow_from<double>(random_start(7));
  double loss = mean_loss(flow.response());
  while (flow.time() < 1e6) {
    flow.advance(1e6);
    CHECK(mean_loss(flow.response()) <= loss);
    loss = mean_loss(flow.response());
  }
}

TEST_CASE("states inside a step: a shorter step, and an interpolation that comes close") {
  GramFlow<double> flow = flow_from<double>(random_start(1));
  for (int i = 0; i < 12; ++i) flow.advance(1e9);
  const double length = flow.last_length();
  const Vector<double> half = flow.logits_within(length / 2);
  CHECK(largest_entry(Vector<double>(flow.logits_within(length) - flow.logits())) < 1e-13);
  CHECK(largest_entry(Vector<double>(flow.interpolated_logits(length) - flow.logits())) < 1e-13);
  CHECK(largest_entry(Vector<double>(flow.interpolated_logits(length / 2) - half)) < 0.02);
  GramFlow<double> again = flow_from<double>(random_start(1));
  run_until(again, flow.time() - length / 2);
  CHECK(largest_entry(Vector<double>(again.logits() - half)) < 1e-8);
}

TEST_CASE("remembered queries: <p, p_s> as gradient descent with a small step has it") {
  const Parameters parameters = testing::random_regular_parameters(4);
  const TrainingSet set = draw_training_set(parameters, 3, 4);
  GramFlow<double> flow = flow_from<double>(random_start(4));
  DenseDescent<double> dense = testing::dense_start<double>(parameters, set, 3, 4);
  const double alpha = 1e-3;
  std::vector<Vector<double>> queries;
  for (int record = 0; record < 3; ++record) {
    run_until(flow, 2.0 * record);
    flow.remember_query();
    queries.push_back(dense.query());
    const Vector<double> products = flow.query_products();
    REQUIRE(products.size() == record + 1);
    for (int s = 0; s <= record; ++s) {
      const double expected = dense.query().dot(queries[static_cast<std::size_t>(s)]);
      CHECK(products(s) == Approx(expected).epsilon(2e-3));
    }
    for (int tau = 0; tau < 2000; ++tau) dense.step(alpha);
  }
}

TEST_CASE("every number of the state is under error control, and NaN fits nowhere") {
  GramFlow<double> flow = flow_from<double>(random_start(3));
  run_until(flow, 1.0);
  flow.remember_query();
  flow.advance(0.5);
  const GramFlow<double>::State end = flow.numbers();
  GramFlow<double>::State error(end.size(), 0.0);
  CHECK(flow.relative_error(end, error) == 0);
  for (std::size_t i = 0; i < error.size(); ++i) {
    INFO("number " << i << " of " << error.size());
    error[i] = 1e-7;
    CHECK(flow.relative_error(end, error) > 1);
    error[i] = std::numeric_limits<double>::quiet_NaN();
    CHECK(std::isinf(flow.relative_error(end, error)));
    error[i] = 0;
  }
}

TEST_CASE("the error of a step that leaps over a blow-up is judged by where it began") {
  GramFlow<double> flow = flow_from<double>(random_start(3));
  const GramFlow<double>::State start = flow.numbers();
  GramFlow<double>::State blown_up = start;
  for (double& number : blown_up) number *= 1e12;
  GramFlow<double>::State error = start;  // as large as the start itself
  CHECK(flow.relative_error(blown_up, error) > 1e9);
  CHECK(flow.relative_error(blown_up, error) >= 0.99 * flow.relative_error(start, error));
}

TEST_CASE("the step after a rejected one is no longer than what fitted") {
  int rejections = 0;
  for (std::uint64_t replicate = 0; replicate < 8; ++replicate) {
    GramFlow<double> flow = flow_from<double>(random_start(replicate));
    double fitted = 0;  // after a rejection: the length that fitted then
    while (flow.time() < 1e5) {
      const long before = flow.evaluations();
      flow.advance(1e9);
      if (fitted > 0) CHECK(flow.last_length() <= fitted);
      const bool rejected = flow.evaluations() - before > 13;
      fitted = rejected ? flow.last_length() : 0;
      rejections += rejected ? 1 : 0;
    }
  }
  CHECK(rejections > 0);
}

TEST_CASE("K that is not positive definite, or H with NaN, is refused and not followed") {
  GramStart<double> start = random_start(2);
  GramStart<double> indefinite = start;
  indefinite.state.kernel(1, 1) = -indefinite.state.kernel(1, 1);
  CHECK_THROWS_AS(flow_from<double>(indefinite), FlowFailure);
  start.state.weighted_kernel(1, 1) = std::numeric_limits<double>::quiet_NaN();
  GramFlow<double> spoilt = flow_from<double>(start);
  CHECK_THROWS_AS(spoilt.advance(1.0), FlowFailure);
}

TEST_CASE("a flow within its tolerance drifts by far less than what would refuse it") {
  const GramStart<double> start = random_start(6);
  GramFlow<double> fine = flow_from<double>(start);
  run_until(fine, 100.0);
  CHECK(fine.drift() < 1e-3 * fine.largest_drift());
  CHECK(fine.largest_drift() == Approx(1e-5));
}

}  // namespace
}  // namespace benignity
