#include "sim/test_law/recorded_readouts.hpp"

#include <cmath>
#include <vector>

#include <Eigen/Cholesky>
#include <boost/multiprecision/eigen.hpp>
#include <catch2/catch.hpp>

#include "sim/engine/sampled.hpp"
#include "sim/trajectory/simulate.hpp"
#include "theory/invalid_input.hpp"
#include "theory/scalar.hpp"

namespace benignity {
namespace {

/// Three times of a made-up run with M = 4 vectors; <p, p_s> is not that of equal queries.
RecordedReadouts three_times(std::int64_t dimension, std::uint64_t replicate) {
  Parameters parameters;
  parameters.dimension = dimension;
  parameters.chosen_init_weight_std = 0.5;
  RecordedReadouts readouts(parameters, {5, replicate, 1}, Matrix<double>::Identity(4, 4) * 4);
  readouts.record(Vector<double>::Zero(4), {0.0});
  readouts.record(Vector<double>::Constant(4, 1.0), {0.0, 2.0});
  readouts.record(Vector<double>::LinSpaced(4, 1.0, 4.0), {0.0, 1.0, 3.0});
  return readouts;
}

constexpr double on_span_21 = (1 + 2 + 3 + 4) / 4.0;
constexpr double weight_variance = 0.25;

TEST_CASE("products across times have the mean and spread of the Wishart law") {
  const int draws = 4000;
  const std::int64_t dimension = 20;
  const double degrees = dimension - 4;
  double sum = 0;
  double squares = 0;
  for (int replicate = 0; replicate < draws; ++replicate) {
    const auto joint = three_times(dimension, static_cast<std::uint64_t>(replicate)).joint();
    sum += joint.products(2, 1);
    squares += joint.products(2, 1) * joint.products(2, 1);
  }
  const double mean = sum / draws;
  const double expected = on_span_21 + weight_variance * degrees * 1.0;
  const double variance = weight_variance * weight_variance * degrees * (1.0 * 1.0 + 2.0 * 3.0);
  // Six standard errors: false alarms are rarer than 1e-8.
  CHECK(std::abs(mean - expected) < 6 * std::sqrt(variance / draws));
  CHECK(squares / draws - mean * mean == Approx(variance).epsilon(0.15));
  // Independent w_perp at the two times would have the mean on_span_21 alone.
  CHECK(std::abs(mean - on_span_21) > 20 * std::sqrt(variance / draws));
}

TEST_CASE("a query of length 0 has no w_perp, and lambda is the logit of mu") {
  const auto joint = three_times(50, 1).joint();
  CHECK(joint.products(0, 0) == 0);
  CHECK(joint.products(1, 0) == 0);
  CHECK(joint.lambda_plus(2) == Approx(3.0));
  CHECK(joint.lambda_minus(2) == Approx(4.0));
}

TEST_CASE("fewer dimensions across than times: the products have that rank") {
  const auto joint = three_times(5, 3).joint();
  const double across_11 = joint.products(1, 1) - 1.0;
  const double across_22 = joint.products(2, 2) - 30.0 / 4;
  const double across_21 = joint.products(2, 1) - on_span_21;
  CHECK(across_11 > 0);
  CHECK(across_21 * across_21 == Approx(across_11 * across_22));
}

TEST_CASE("|w|^2 of the last time is the same number whatever was recorded before") {
  for (const std::int64_t dimension : {5, 6, 20}) {  // 1, 2 and 16 degrees across
    CAPTURE(dimension);
    Parameters parameters;
    parameters.dimension = dimension;
    parameters.chosen_init_weight_std = 0.5;
    RecordedReadouts alone(parameters, {5, 3, 1}, Matrix<double>::Identity(4, 4) * 4);
    alone.record(Vector<double>::LinSpaced(4, 1.0, 4.0), {3.0});
    const JointReadouts joint = three_times(dimension, 3).joint();
    CHECK(alone.joint().products(0, 0) == joint.products(2, 2));
    CHECK(alone.joint().products(0, 0) > 30.0 / 4);
    CHECK(joint.products(2, 1) != joint.products(2, 2));
  }
}

/// Two samples of three tokens, d at its least plus a few.
Parameters with_noise(double noise_std) {
  Parameters parameters;
  parameters.samples = 2;
  parameters.tokens = 3;
  parameters.dimension = 12;
  parameters.noise_std = noise_std;
  return parameters;
}

TEST_CASE("the less noise beside the signal, the fewer digits, but six or an error that names it") {
  int accepted = 0;
  int refused = 0;
  for (int decade = 0; decade <= 60; ++decade) {
    const Parameters parameters = with_noise(std::pow(10, -decade));
    CAPTURE(parameters.noise_std);
    const Matrix<double> kernel = sample_gram_start(parameters, 3, 0).state.kernel;
    const Vector<double> logits = Vector<double>::LinSpaced(kernel.rows(), 1, 2);
    try {
      RecordedReadouts readouts(parameters, {3, 0, 1}, kernel);
      readouts.record(logits, {0.0});  // nothing across the span
      const double computed = readouts.joint().products(0, 0);
      const Vector<Float50> exact_logits = logits.cast<Float50>();
      const Matrix<Float50> exact_kernel = kernel.cast<Float50>();
      const Vector<Float50> solved = exact_kernel.llt().solve(exact_logits);
      const auto exact = static_cast<double>(Float50(exact_logits.dot(solved)));
      CHECK(computed == Approx(exact).epsilon(1e-6));
      ++accepted;
      CHECK(refused == 0);
    } catch (const InvalidInput& error) {
      CHECK_THAT(error.what(), Catch::StartsWith("noise_std is "));
      ++refused;
    }
  }
  CHECK(accepted >= 4);  // a thousandth of the default noise, |mu| = 20
  CHECK(refused >= 50);
}

TEST_CASE("a run whose noise drowns in the rounding of the signal is refused, never finished") {
  RunSettings run;
  run.parameters.noise_std = 1e-60;
  run.parameters.steps = 2;
  for (const Engine engine : {Engine::sampled, Engine::flow}) {
    run.engine = engine;
    CHECK_THROWS_AS(simulate(run), InvalidInput);
    CHECK_THROWS_WITH(simulate(run), Catch::StartsWith("noise_std is 1e-60, but must be larger"));
  }
}

}  // namespace
}  // namespace benignity
