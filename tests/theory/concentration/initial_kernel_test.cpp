#include "theory/concentration/initial_kernel.hpp"

#include <cmath>

#include <catch2/catch.hpp>

#include "tests/theory/concentration/grids.hpp"
#include "theory/concentration/squared_norm.hpp"
#include "theory/scalar.hpp"

namespace benignity {
namespace {

TEST_CASE("the initial-kernel bounds are at least the exact probabilities") {
  for (const std::int64_t dimension : grid_dimensions) {
    for (const double correlation : {-1.0, -0.6, 0.0, 0.4, 1.0}) {
      for (const double probability : {0.5, 1e-4, 1e-50}) {
        INFO("d = " << dimension << ", correlation = " << correlation
                    << ", probability = " << probability);
        const double above = initial_kernel_upper_deviation(dimension, correlation, probability);
        CHECK(initial_kernel_upper_probability(dimension, correlation, above) <= probability);
        CHECK(initial_kernel_upper_bound(dimension, correlation, above) ==
              Approx(probability).epsilon(1e-12));
        if (correlation < 0.99 || correlation == 1) {
          const double below = initial_kernel_lower_deviation(dimension, correlation, probability);
          CHECK(initial_kernel_lower_probability(dimension, correlation, below) <= probability);
        }
      }
    }
  }
}

TEST_CASE("the kernel of a token with itself is the squared norm") {
  for (const double deviation : {0.1, 0.5, 3.0}) {
    CHECK(initial_kernel_upper_bound(50, 1.0, deviation) ==
          Approx(squared_norm_upper_bound(50, deviation)).epsilon(1e-15));
    CHECK(initial_kernel_lower_bound(50, 1.0, deviation) ==
          Approx(squared_norm_lower_bound(50, deviation)).epsilon(1e-15));
  }
}

TEST_CASE("a correlation beyond -1 or 1 is refused") {
  CHECK_THROWS_WITH(initial_kernel_upper_bound(50, 1.5, 0.1),
                    "initial_kernel: correlation is 1.5, but must be in [-1, 1]");
  CHECK_THROWS_AS(initial_kernel_lower_bound(50, std::nan(""), 0.1), std::domain_error);
  CHECK_NOTHROW(initial_kernel_lower_bound(50, 1.0, 0.1));
}

TEST_CASE("the initial-kernel bound in double agrees with 50 digits") {
  const Float50 exact = initial_kernel_upper_bound(1'000'000, Float50(0.25), Float50(0.0078125));
  const Float50 error = abs(initial_kernel_upper_bound(1'000'000, 0.25, 0.0078125) / exact - 1);
  CHECK(static_cast<double>(error) < 1e-13);
}

}  // namespace
}  // namespace benignity
