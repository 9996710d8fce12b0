#include "theory/concentration/sub_gamma.hpp"

#include <cmath>
#include <limits>
#include <stdexcept>

#include <catch2/catch.hpp>

#include "tests/theory/concentration/grids.hpp"
#include "theory/scalar.hpp"

namespace benignity {
namespace {

TEMPLATE_TEST_CASE("the deviation inverts the tail bound", "", double, long double, Float50,
                   Float100) {
  using std::abs;
  const TestType epsilon = std::numeric_limits<TestType>::epsilon();
  for (const double scale : {0.0, 0.5, 2.0}) {
    for (const std::int64_t dimension : {1LL, 100LL, 1'000'000'000'000'000LL}) {
      for (const double probability : {1.0, 0.5, 1e-3, 1e-100}) {
        const SubGamma<TestType> law{TestType(2), TestType(scale)};
        const TestType deviation = mean_deviation(law, dimension, TestType(probability));
        const TestType error =
            abs(mean_tail_bound(law, dimension, deviation) / TestType(probability) - 1);
        CHECK(static_cast<double>(error / epsilon) <= 3000);  // the exponent is up to 230
      }
    }
  }
}

TEST_CASE("the tail bound falls from 1 at 0 to 0 at infinity") {
  const SubGamma<double> law{1, 1};
  CHECK(mean_tail_bound(law, 10, 0.0) == 1);
  double previous = 1;
  for (const double deviation : {0.1, 0.5, 1.0, 5.0}) {
    const double bound = mean_tail_bound(law, 10, deviation);
    CHECK(bound < previous);
    CHECK(mean_tail_bound(law, 20, deviation) == Approx(bound * bound));
    previous = bound;
  }
  const double infinity = std::numeric_limits<double>::infinity();
  CHECK(mean_tail_bound(law, 10, infinity) == 0);
  CHECK(mean_tail_bound(SubGamma<double>{1, 0}, 10, infinity) == 0);
}

TEST_CASE("a sub-gamma law refuses what is outside its hypothesis") {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  const SubGamma<double> law{1, 1};
  CHECK_THROWS_WITH(mean_tail_bound(law, 1, -0.5),
                    "mean_tail_bound: deviation is -0.5, but must be at least 0");
  CHECK_THROWS_AS(mean_tail_bound(law, 1, nan), std::domain_error);
  CHECK_THROWS_AS(mean_tail_bound(law, 0, 0.5), std::domain_error);
  CHECK_THROWS_AS(mean_tail_bound(SubGamma<double>{0, 1}, 1, 0.5), std::domain_error);
  CHECK_THROWS_AS(mean_tail_bound(SubGamma<double>{1, -1}, 1, 0.5), std::domain_error);
  CHECK_THROWS_AS(mean_deviation(law, 1, 0.0), std::domain_error);
  CHECK_THROWS_AS(mean_deviation(law, 1, 1.5), std::domain_error);
  CHECK_THROWS_AS(mean_deviation(law, 1, nan), std::domain_error);
  CHECK_NOTHROW(mean_deviation(law, 1, 1.0));
}

TEST_CASE("Laurent and Massart's bounds are at least the exact chi-squared tails") {
  for (const std::int64_t dimension : grid_dimensions) {
    for (const double probability : grid_probabilities) {
      INFO("d = " << dimension << ", probability = " << probability);
      const double above = squared_norm_upper_deviation(dimension, probability);
      const double below = squared_norm_lower_deviation(dimension, probability);
      CHECK(squared_norm_upper_probability(dimension, above) <= probability);
      CHECK(squared_norm_lower_probability(dimension, below) <= probability);
      CHECK(squared_norm_upper_bound(dimension, above) == Approx(probability).epsilon(1e-12));
      CHECK(squared_norm_lower_bound(dimension, below) == Approx(probability).epsilon(1e-12));
    }
  }
}

TEST_CASE("Laurent and Massart's deviations are 2 sqrt(x/d) + 2x/d and 2 sqrt(x/d)") {
  const double x = 3;
  CHECK(squared_norm_upper_deviation(12, std::exp(-x)) == Approx(1.5).epsilon(1e-14));
  CHECK(squared_norm_lower_deviation(12, std::exp(-x)) == Approx(1).epsilon(1e-14));
}

TEST_CASE("a bound that is 1% too small is caught by the exact law") {
  // At d = 1 and small deviations the lower bound is tight enough: P(chi^2_1 <= 0.01) = 0.0797.
  CHECK(squared_norm_lower_probability(1, 0.99) < squared_norm_lower_bound(1, 0.99));
  const double deviation = squared_norm_upper_deviation(1'000'000'000'000, 1e-100);
  CHECK(squared_norm_upper_probability(1'000'000'000'000, 0.98 * deviation) > 1e-100);
}

TEST_CASE("the squared-norm bounds in double agree with 50 digits") {
  for (const std::int64_t dimension : grid_dimensions) {
    const double deviation = squared_norm_upper_deviation(dimension, 1e-4);
    const Float50 exact = squared_norm_upper_bound(dimension, Float50(deviation));
    const Float50 error = abs(squared_norm_upper_bound(dimension, deviation) / exact - 1);
    CHECK(static_cast<double>(error) < 1e-14);
  }
}

TEST_CASE("squared norms refuse negative deviations and impossible probabilities") {
  CHECK_THROWS_AS(squared_norm_upper_bound(10, -0.1), std::domain_error);
  CHECK_THROWS_AS(squared_norm_lower_bound(10, -0.1), std::domain_error);
  CHECK_THROWS_AS(squared_norm_upper_probability(10, -0.1), std::domain_error);
  CHECK_THROWS_AS(squared_norm_lower_probability(10, -0.1), std::domain_error);
  CHECK_THROWS_AS(squared_norm_upper_deviation(10, 0.0), std::domain_error);
  CHECK_THROWS_AS(squared_norm_lower_deviation(0, 0.5), std::domain_error);
}

TEST_CASE("the query-norm bound is at least the exact two-sided probability") {
  for (const std::int64_t dimension : grid_dimensions) {
    for (const double probability : grid_probabilities) {
      INFO("d = " << dimension << ", probability = " << probability);
      const double deviation = initial_query_norm_deviation(dimension, probability);
      const double bound = initial_query_norm_bound(dimension, deviation);
      CHECK(bound <= probability * (1 + 1e-12));
      CHECK(bound >= probability / 2 * (1 - 1e-12));
      CHECK(initial_query_norm_probability(dimension, deviation) <= bound);
    }
  }
}

TEST_CASE("a query-norm bound that says nothing shows it") {
  CHECK(initial_query_norm_bound(3, 0.0) == 2);
  CHECK_THROWS_AS(initial_query_norm_bound(3, -0.5), std::domain_error);
  CHECK_THROWS_AS(initial_query_norm_deviation(3, 2.0), std::domain_error);
}

TEST_CASE("the bound for two noise vectors is at least the exact probability") {
  for (const std::int64_t dimension : grid_dimensions) {
    for (const double probability : grid_probabilities) {
      INFO("d = " << dimension << ", probability = " << probability);
      const double deviation = noise_inner_product_deviation(dimension, probability);
      CHECK(noise_inner_product_probability(dimension, deviation) <= probability);
      CHECK(noise_inner_product_bound(dimension, deviation) == Approx(probability).epsilon(1e-12));
    }
  }
}

TEST_CASE("the inner product of two noise vectors is symmetric about 0") {
  for (const std::int64_t dimension : grid_dimensions) {
    CHECK(noise_inner_product_probability(dimension, 0) == Approx(1).epsilon(1e-10));
  }
}

TEST_CASE("a bound that says nothing shows it") {
  CHECK(noise_inner_product_bound(10, 0.0) == 2);
  CHECK(noise_inner_product_bound(10, 0.01) > 1);
  CHECK(noise_inner_product_bound(1'000'000, 0.01) < 1);
}

TEST_CASE("the inner-product bound in double agrees with 50 digits") {
  const double deviation = noise_inner_product_deviation(1'000'000, 1e-6);
  const Float50 exact = noise_inner_product_bound(1'000'000, Float50(deviation));
  const Float50 error = abs(noise_inner_product_bound(1'000'000, deviation) / exact - 1);
  CHECK(static_cast<double>(error) < 1e-14);
}

TEST_CASE("the initial-logit bound is at least the exact probability") {
  for (const std::int64_t dimension : grid_dimensions) {
    for (const double probability : {0.5, 1e-3, 1e-20}) {
      const double deviation = initial_logit_deviation(dimension, probability);
      CHECK(initial_logit_probability(dimension, deviation) <= probability);
      CHECK(initial_logit_bound(dimension, deviation) == Approx(probability).epsilon(1e-12));
    }
  }
}

TEST_CASE("the initial logit grows like sqrt(d) against the d of the kernel") {
  const double small = initial_logit_deviation(1'000'000, 1e-3);
  const double large = initial_logit_deviation(100'000'000, 1e-3);
  CHECK(large == Approx(small / 10).epsilon(0.01));
  CHECK_THROWS_AS(initial_logit_bound(10, -1.0), std::domain_error);
}

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
