#include "theory/concentration/initial_logit.hpp"

#include <catch2/catch.hpp>

#include "tests/theory/concentration/grids.hpp"

namespace benignity {
namespace {

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

}  // namespace
}  // namespace benignity
