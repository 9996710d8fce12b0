#include <cmath>
#include <cstdint>
#include <limits>
#include <stdexcept>
#include <vector>

#include <boost/math/distributions/gamma.hpp>
#include <boost/math/distributions/normal.hpp>
#include <catch2/catch.hpp>

#include "sim/random/stream.hpp"
#include "tests/support/kolmogorov_smirnov.hpp"

namespace benignity {
namespace {

std::vector<double> gammas(std::uint64_t seed, double shape, std::size_t count) {
  Stream stream({seed, Purpose::design, 0, 0, 0});
  std::vector<double> values(count);
  for (double& value : values) value = stream.gamma(shape);
  return values;
}

struct PinnedGamma {
  double shape;
  double first;
  double second;
  double third;
};

TEST_CASE("the gamma numbers of a fixed address are pinned") {
  // From Python: Philox, Box-Muller and Marsaglia-Tsang with the textbook acceptance
  // x^2/2 + d - dv + d log v in 60-digit decimals, where it does not cancel.
  const PinnedGamma pinned = GENERATE(
      PinnedGamma{0.5, 0.01212243732225614473575, 0.1263276367281999902730, 0.851557112462077817},
      PinnedGamma{1, 0.3066624983776485679050, 1.722071496422453495564, 1.873928856109193443590},
      PinnedGamma{3.7, 2.442171026055435978852, 5.331153637060258102296, 5.574113917065300061128},
      PinnedGamma{1e3, 982.1080366139533362647, 1028.761173313608021824, 1031.858879628593335478},
      PinnedGamma{5e11, 499999604989.5892864024, 500000644468.9516850747, 500000712366.8610607493},
      PinnedGamma{1e15, 999999982334607.4222822, 1000000028821530.174750, 1000000031858014.307376},
      PinnedGamma{1e18, 999999999441371243.9559, 1000000000911416811.763, 1000000001007438869.26});
  Stream stream({20240917, Purpose::design, 5, 3, 7});
  const double tolerance = 32 * std::numeric_limits<double>::epsilon();
  for (const double expected : {pinned.first, pinned.second, pinned.third}) {
    CAPTURE(pinned.shape);
    CHECK(std::abs(stream.gamma(pinned.shape) / expected - 1) <= tolerance);
  }
}

TEST_CASE("gamma numbers follow Boost.Math's gamma law at moderate shapes") {
  // Kolmogorov-Smirnov at fixed seeds, false-alarm rate 1e-6 each.
  const double shape = GENERATE(0.5, 1.0, 3.7, 1e3);
  CAPTURE(shape);
  const std::vector<double> values = gammas(7, shape, 100'000);
  const boost::math::gamma_distribution<double> law(shape);
  CHECK(testing::one_sample_p_value(values, [&](double x) { return cdf(law, x); }) > 1e-6);
  // A shape off by a twentieth of a standard deviation is refused.
  const boost::math::gamma_distribution<double> other(shape + 0.05 * std::sqrt(shape));
  CHECK(testing::one_sample_p_value(values, [&](double x) { return cdf(other, x); }) < 1e-6);
}

TEST_CASE("gamma numbers follow Wilson and Hilferty's limit at huge shapes") {
  // (x/a)^{1/3} ~ N(1 - 1/(9a), 1/(9a)) up to O(1/a): far below what 100,000 draws can see.
  // Kolmogorov-Smirnov at fixed seeds, false-alarm rate 1e-6 each.
  const double shape = GENERATE(5e11, 1e15);
  CAPTURE(shape);
  const boost::math::normal law;
  std::vector<double> scores;
  std::vector<double> squares;
  for (const double value : gammas(8, shape, 100'000)) {
    const double relative = (value - shape) / shape;
    const double cube_root_less_one = std::expm1(std::log1p(relative) / 3);
    const double score = (cube_root_less_one + 1 / (9 * shape)) * 3 * std::sqrt(shape);
    scores.push_back(score);
    squares.push_back(score * score);
  }
  CHECK(testing::one_sample_p_value(scores, [&](double x) { return cdf(law, x); }) > 1e-6);
  CHECK(std::abs(testing::mean_z_score(scores, 0)) < 5);
  CHECK(std::abs(testing::mean_z_score(squares, 1)) < 5);
  const boost::math::normal wider(0, 1.05);
  CHECK(testing::one_sample_p_value(scores, [&](double x) { return cdf(wider, x); }) < 1e-6);
}

TEST_CASE("gamma numbers at 1e18 have mean and variance 1e18") {
  // z-scores of 20,000 draws, false-alarm rate 6e-7 each; a double there is a multiple of 128, a
  // ten-millionth of the standard deviation.
  std::vector<double> scores;
  std::vector<double> squares;
  for (const double value : gammas(9, 1e18, 20'000)) {
    const double score = (value - 1e18) / 1e9;
    scores.push_back(score);
    squares.push_back(score * score);
  }
  CHECK(std::abs(testing::mean_z_score(scores, 0)) < 5);
  CHECK(std::abs(testing::mean_z_score(squares, 1)) < 5);
}

TEST_CASE("chi-squared with k degrees of freedom is twice Gamma(k/2)") {
  const double degrees = GENERATE(1.0, 2.0, 7.0, 1e12);
  Stream chi_squared({3, Purpose::design, 0, 0, 0});
  Stream gamma({3, Purpose::design, 0, 0, 0});
  for (int i = 0; i < 10; ++i) {
    CHECK(chi_squared.chi_squared(degrees) == 2 * gamma.gamma(degrees / 2));
  }
}

TEST_CASE("a gamma shape below 1/2 or above 1e18 is a domain error that names it") {
  Stream stream({1, Purpose::design, 0, 0, 0});
  CHECK_NOTHROW(stream.gamma(0.5));
  CHECK_NOTHROW(stream.gamma(1e18));
  CHECK_THROWS_AS(stream.gamma(std::nextafter(0.5, 0.0)), std::domain_error);
  CHECK_THROWS_AS(stream.gamma(std::nextafter(1e18, 1e19)), std::domain_error);
  CHECK_THROWS_AS(stream.gamma(0), std::domain_error);
  CHECK_THROWS_AS(stream.gamma(-1), std::domain_error);
  CHECK_THROWS_AS(stream.gamma(std::numeric_limits<double>::quiet_NaN()), std::domain_error);
  CHECK_THROWS_AS(stream.gamma(std::numeric_limits<double>::infinity()), std::domain_error);
  CHECK_THROWS_AS(stream.chi_squared(0.5), std::domain_error);
  CHECK_THROWS_WITH(stream.gamma(0.25),
                    Catch::Contains("shape is 0.25") && Catch::Contains("must be in [0.5, 1e18]"));
}

}  // namespace
}  // namespace benignity
