#include "sim/data/initial_parameters.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <vector>

#include <boost/math/distributions/normal.hpp>
#include <catch2/catch.hpp>

#include "tests/support/kolmogorov_smirnov.hpp"

namespace benignity {
namespace {

Parameters parameters_of(InitWeightLaw law) {
  Parameters parameters;
  parameters.dimension = 200;
  parameters.chosen_init_weight_std = 0.4;
  parameters.init_query_std = 0.3;
  parameters.init_weight_law = law;
  return parameters;
}

std::vector<double> all_weights(const Parameters& parameters) {
  std::vector<double> weights;
  Vector<double> row(parameters.dimension);
  for (std::int64_t r = 0; r < parameters.dimension; ++r) {
    draw_weight_row(parameters, 3, 0, r, row);
    weights.insert(weights.end(), row.begin(), row.end());
  }
  return weights;
}

TEST_CASE("Gaussian weights follow N(0, init_weight_std^2)") {
  // Kolmogorov-Smirnov of 40,000 entries, fixed seed, false-alarm rate 1e-6.
  const std::vector<double> weights = all_weights(parameters_of(InitWeightLaw::gaussian));
  const boost::math::normal law(0, 0.4);
  CHECK(testing::one_sample_p_value(weights, [&](double x) { return cdf(law, x); }) > 1e-6);
}

TEST_CASE("uniform weights have variance init_weight_std^2 and stay within sqrt(3) of it") {
  // Kolmogorov-Smirnov and z-score of 40,000 entries, fixed seed, false-alarm rate 1e-6 each.
  const std::vector<double> weights = all_weights(parameters_of(InitWeightLaw::uniform));
  const double half_width = std::sqrt(3.0) * 0.4;
  std::vector<double> squares;
  double largest = 0;
  for (const double weight : weights) {
    squares.push_back(weight * weight);
    largest = std::max(largest, std::abs(weight));
  }
  CHECK(largest <= half_width);
  CHECK(largest > 0.999 * half_width);
  CHECK(std::abs(testing::mean_z_score(squares, 0.16)) < 5);
  CHECK(std::abs(testing::mean_z_score(squares, 0.17)) > 5);
  const auto cdf = [&](double x) { return (x + half_width) / (2 * half_width); };
  CHECK(testing::one_sample_p_value(weights, cdf) > 1e-6);
}

TEST_CASE("the default uniform law is the published one, variance 1/(3d), half width 1/sqrt(d)") {
  Parameters parameters = parameters_of(InitWeightLaw::uniform);
  parameters.chosen_init_weight_std.reset();
  double largest = 0;
  for (const double weight : all_weights(parameters)) {
    largest = std::max(largest, std::abs(weight));
  }
  CHECK(largest <= (1 + 1e-15) / std::sqrt(200.0));
  CHECK(largest > 0.999 / std::sqrt(200.0));
}

TEST_CASE("a row of W can be drawn again, and rows differ") {
  const Parameters parameters =
      parameters_of(GENERATE(InitWeightLaw::gaussian, InitWeightLaw::uniform));
  Vector<double> row(200);
  Vector<double> again(200);
  draw_weight_row(parameters, 3, 1, 17, row);
  draw_weight_row(parameters, 3, 1, 17, again);
  CHECK(row == again);
  draw_weight_row(parameters, 3, 1, 18, again);
  CHECK(row != again);
  draw_weight_row(parameters, 3, 2, 17, again);
  CHECK(row != again);
  draw_weight_row(parameters, 4, 1, 17, again);
  CHECK(row != again);
}

TEST_CASE("the query follows N(0, init_query_std^2), and is exactly zero at the paper's default") {
  // Kolmogorov-Smirnov of 20,000 entries, fixed seed, false-alarm rate 1e-6.
  Parameters parameters = parameters_of(InitWeightLaw::gaussian);
  parameters.dimension = 20'000;
  const Vector<double> query = draw_query(parameters, 3, 0);
  REQUIRE(query.size() == 20'000);
  const boost::math::normal law(0, 0.3);
  CHECK(testing::one_sample_p_value({query.begin(), query.end()},
                                    [&](double x) { return cdf(law, x); }) > 1e-6);
  parameters.init_query_std = 0;
  CHECK(draw_query(parameters, 3, 0).isZero(0));
  CHECK(draw_query(parameters, 3, 0).size() == 20'000);
}

}  // namespace
}  // namespace benignity
