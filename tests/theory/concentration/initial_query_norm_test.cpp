#include "theory/concentration/initial_query_norm.hpp"

#include <catch2/catch.hpp>

#include "tests/theory/concentration/grids.hpp"

namespace benignity {
namespace {

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

}  // namespace
}  // namespace benignity
