#include "theory/concentration/signal_projection.hpp"

#include <cmath>
#include <limits>
#include <stdexcept>

#include <catch2/catch.hpp>

#include "tests/theory/concentration/grids.hpp"
#include "theory/scalar.hpp"

namespace benignity {
namespace {

TEMPLATE_TEST_CASE("the normal tail is at most its bound, and its quantile inverts it", "", double,
                   long double, Float50) {
  using std::abs;
  const TestType epsilon = std::numeric_limits<TestType>::epsilon();
  for (const double level : grid_probabilities) {
    const TestType probability(level);
    const TestType deviation = signal_projection_deviation(probability);
    CHECK((signal_projection_probability(deviation) <= probability));
    const TestType error = abs(signal_projection_bound(deviation) / probability - 1);
    CHECK(static_cast<double>(error / epsilon) <= 2000);
    const TestType quantile = signal_projection_quantile(probability);
    CHECK((quantile <= deviation));
    const TestType inverse_error = abs(signal_projection_probability(quantile) / probability - 1);
    CHECK(static_cast<double>(inverse_error / epsilon) <= 20000);
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

}  // namespace
}  // namespace benignity
