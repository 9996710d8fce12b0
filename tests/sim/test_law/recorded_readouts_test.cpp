#include "sim/test_law/recorded_readouts.hpp"

#include <cmath>
#include <vector>

#include <catch2/catch.hpp>

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

}  // namespace
}  // namespace benignity
