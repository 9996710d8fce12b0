#include "theory/concentration/group_count.hpp"

#include <cmath>
#include <stdexcept>

#include <catch2/catch.hpp>

#include "theory/scalar.hpp"

namespace benignity {
namespace {

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

}  // namespace
}  // namespace benignity
