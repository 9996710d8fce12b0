#include "theory/concentration/counts_and_spectra.hpp"

#include <cmath>
#include <limits>
#include <stdexcept>

#include <boost/math/special_functions/erf.hpp>
#include <catch2/catch.hpp>

#include "tests/theory/concentration/grids.hpp"
#include "theory/scalar.hpp"

namespace benignity {
namespace {

TEMPLATE_TEST_CASE("the bound of a signal projection is at least the normal tail, at any precision",
                   "", double, long double, Float50) {
  using std::abs;
  using std::sqrt;
  const TestType epsilon = std::numeric_limits<TestType>::epsilon();
  for (const double level : grid_probabilities) {
    const TestType probability(level);
    const TestType deviation = signal_projection_deviation(probability);
    CHECK((boost::math::erfc(TestType(deviation / sqrt(TestType(2)))) <= probability));
    const TestType error = abs(signal_projection_bound(deviation) / probability - 1);
    CHECK(static_cast<double>(error / epsilon) <= 2000);
  }
}

TEST_CASE("the quantile of a signal projection inverts its probability, within the bound's") {
  for (const double probability : grid_probabilities) {
    const double quantile = signal_projection_quantile(probability);
    CHECK(quantile <= signal_projection_deviation(probability));
    CHECK(signal_projection_probability(quantile) == Approx(probability).epsilon(4e-12));
  }
}

TEST_CASE("the textbook normal quantile") {
  CHECK(signal_projection_quantile(0.05) == Approx(1.959963984540054).epsilon(1e-14));
  CHECK(signal_projection_bound(0.0) == 1);
  CHECK(signal_projection_probability(0.0) == 1);
}

TEST_CASE("a signal projection refuses negative deviations and impossible probabilities") {
  CHECK_THROWS_AS(signal_projection_bound(-1.0), std::domain_error);
  CHECK_THROWS_AS(signal_projection_probability(std::nan("")), std::domain_error);
  CHECK_THROWS_AS(signal_projection_deviation(0.0), std::domain_error);
  CHECK_THROWS_AS(signal_projection_quantile(1.1), std::domain_error);
}

TEST_CASE("exact binomial tails <= Chernoff <= Hoeffding, on both sides of the mean") {
  for (const std::int64_t samples : {1LL, 7LL, 20LL, 160LL, 2000LL}) {
    for (const double share : {0.05, 0.2, 0.5, 0.9}) {
      for (std::int64_t count = 0; count <= samples; count += 1 + samples / 50) {
        INFO("n = " << samples << ", p = " << share << ", count = " << count);
        const double observed = static_cast<double>(count) / static_cast<double>(samples);
        const double chernoff = group_count_chernoff_bound(samples, share, count);
        const double hoeffding = group_count_hoeffding_bound(samples, std::abs(observed - share));
        CHECK(chernoff <= hoeffding * (1 + 1e-12));
        const double exact = observed >= share
                                 ? group_count_upper_probability(samples, share, count)
                                 : group_count_lower_probability(samples, share, count);
        CHECK(exact <= chernoff * (1 + 1e-11));
      }
    }
  }
}

TEST_CASE("the Chernoff bound is exact where every label falls alike") {
  CHECK(group_count_chernoff_bound(10, 0.2, 10) == Approx(std::pow(0.2, 10)).epsilon(1e-13));
  CHECK(group_count_upper_probability(10, 0.2, 10) == Approx(std::pow(0.2, 10)).epsilon(1e-13));
  CHECK(group_count_chernoff_bound(10, 0.2, 0) == Approx(std::pow(0.8, 10)).epsilon(1e-13));
  CHECK(group_count_lower_probability(10, 0.2, 0) == Approx(std::pow(0.8, 10)).epsilon(1e-13));
}

TEST_CASE("a share of 0 or 1 leaves no room") {
  CHECK(group_count_chernoff_bound(10, 0.0, 0) == 1);
  CHECK(group_count_chernoff_bound(10, 0.0, 1) == 0);
  CHECK(group_count_chernoff_bound(10, 1.0, 9) == 0);
  CHECK(group_count_upper_probability(10, 0, 1) == 0);
  CHECK(group_count_lower_probability(10, 1, 9) == 0);
  CHECK(group_count_upper_probability(10, 0.3, 0) == 1);
}

TEST_CASE("Hoeffding's deviation inverts its bound") {
  for (const double probability : {1.0, 0.1, 1e-10}) {
    const double deviation = group_count_hoeffding_deviation(20, probability);
    CHECK(group_count_hoeffding_bound(20, deviation) == Approx(probability).epsilon(1e-13));
  }
  const Float50 exact = group_count_chernoff_bound(160, Float50(0.25), 60);
  const Float50 error = abs(group_count_chernoff_bound(160, 0.25, 60) / exact - 1);
  CHECK(static_cast<double>(error) < 1e-13);
}

TEST_CASE("a count refuses what cannot be") {
  CHECK_THROWS_AS(group_count_chernoff_bound(10, 1.5, 1), std::domain_error);
  CHECK_THROWS_AS(group_count_chernoff_bound(10, std::nan(""), 1), std::domain_error);
  CHECK_THROWS_WITH(group_count_chernoff_bound(10, 0.5, 11),
                    "group_count_chernoff_bound: count is 11, but must be between 0 and samples");
  CHECK_THROWS_AS(group_count_upper_probability(10, 0.5, -1), std::domain_error);
  CHECK_THROWS_AS(group_count_hoeffding_bound(0, 0.5), std::domain_error);
  CHECK_THROWS_AS(group_count_hoeffding_bound(10, -0.5), std::domain_error);
  CHECK_THROWS_AS(group_count_hoeffding_deviation(10, 0.0), std::domain_error);
}

TEST_CASE("the spectral deviation inverts the spectral bound") {
  for (const std::int64_t rows : {1LL, 82LL, 5000LL}) {
    for (const std::int64_t dimension : grid_dimensions) {
      const double deviation = gaussian_spectrum_deviation(rows, dimension, 1e-3);
      CHECK(gaussian_spectrum_bound(rows, dimension, deviation) == Approx(1e-3).epsilon(1e-6));
    }
  }
}

TEST_CASE("a single row is a chi-squared variable, whose tails the spectral bound covers") {
  for (const std::int64_t dimension : grid_dimensions) {
    for (const double probability : grid_probabilities) {
      const double deviation = gaussian_spectrum_deviation(1, dimension, probability);
      CHECK(initial_query_norm_probability(dimension, deviation) <= probability);
    }
  }
}

TEST_CASE("below sqrt(m/d) the spectral bound says nothing, and shows it") {
  CHECK(gaussian_spectrum_bound(100, 10'000, 0.2) == 2);
  CHECK(gaussian_spectrum_bound(100, 10'000, 0.3) < 2);
  CHECK_THROWS_AS(gaussian_spectrum_bound(0, 10, 0.2), std::domain_error);
  CHECK_THROWS_AS(gaussian_spectrum_bound(1, 10, -0.2), std::domain_error);
  CHECK_THROWS_AS(gaussian_spectrum_deviation(1, 10, 0.0), std::domain_error);
}

TEST_CASE("the spectral bound in double agrees with 50 digits") {
  const Float50 exact = gaussian_spectrum_bound(80, 1'000'000, Float50(0.03125));
  const Float50 error = abs(gaussian_spectrum_bound(80, 1'000'000, 0.03125) / exact - 1);
  CHECK(static_cast<double>(error) < 1e-13);
}

}  // namespace
}  // namespace benignity
