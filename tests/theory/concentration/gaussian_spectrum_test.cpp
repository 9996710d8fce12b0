#include "theory/concentration/gaussian_spectrum.hpp"

#include <cmath>
#include <stdexcept>

#include <catch2/catch.hpp>

#include "tests/theory/concentration/grids.hpp"
#include "theory/concentration/initial_query_norm.hpp"
#include "theory/scalar.hpp"

namespace benignity {
namespace {

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
