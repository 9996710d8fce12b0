#include "theory/concentration/noise_inner_product.hpp"

#include <cmath>

#include <catch2/catch.hpp>

#include "tests/theory/concentration/grids.hpp"
#include "theory/scalar.hpp"

namespace benignity {
namespace {

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

}  // namespace
}  // namespace benignity
