#include "verify/statistics/kolmogorov_smirnov.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <limits>
#include <stdexcept>

#include <catch2/catch.hpp>

#include "sim/random/stream.hpp"
#include "tests/support/kolmogorov_smirnov.hpp"
#include "tests/verify/statistics/binomial_law.hpp"

namespace benignity {
namespace {

constexpr double endless = std::numeric_limits<double>::infinity();

std::vector<double> uniforms(std::size_t count, std::uint64_t replicate, std::uint32_t sample) {
  Stream stream({17, Purpose::design, replicate, sample, 0});
  std::vector<double> values(count);
  for (double& value : values) value = stream.uniform();
  return values;
}

/// The samples whose joint ranks a lattice path of 2n steps gives: bit r set puts rank r in the
/// first sample.
struct RankedSamples {
  std::vector<double> first;
  std::vector<double> second;
};

RankedSamples ranked_samples(std::uint32_t path, int ranks) {
  RankedSamples samples;
  for (int rank = 0; rank < ranks; ++rank) {
    ((path >> rank & 1U) != 0 ? samples.first : samples.second).push_back(rank);
  }
  return samples;
}

/// n D: how far the path strays from the diagonal.
int largest_deviation(std::uint32_t path, int ranks) {
  int deviation = 0;
  int largest = 0;
  for (int rank = 0; rank < ranks; ++rank) {
    deviation += (path >> rank & 1U) != 0 ? 1 : -1;
    largest = std::max(largest, std::abs(deviation));
  }
  return largest;
}

/// The samples {0, .., n-1} and {k, .., n-1, n, .., n+k-1} (moved by a half): D = k/n.
TwoSampleTest test_at_distance(std::size_t steps, std::size_t size) {
  std::vector<double> first;
  std::vector<double> second;
  for (std::size_t i = 0; i < size; ++i) {
    first.push_back(static_cast<double>(i));
    second.push_back(static_cast<double>(i + steps) - 0.5);
  }
  return kolmogorov_smirnov(first, second);
}

TEST_CASE("distance and p-value are those of all lattice paths, n up to 8") {
  const int size = GENERATE(1, 2, 3, 4, 5, 6, 7, 8);
  const int ranks = 2 * size;
  std::vector<std::uint32_t> paths;
  for (std::uint32_t path = 0; path < 1U << ranks; ++path) {
    if (std::popcount(path) == size) paths.push_back(path);
  }
  std::vector<std::size_t> paths_at(static_cast<std::size_t>(size) + 1);
  for (const std::uint32_t path : paths) {
    ++paths_at[static_cast<std::size_t>(largest_deviation(path, ranks))];
  }
  double worst_distance = 0;
  double worst_p_value = 0;
  for (const std::uint32_t path : paths) {
    const RankedSamples samples = ranked_samples(path, ranks);
    const TwoSampleTest test = kolmogorov_smirnov(samples.first, samples.second);
    const int deviation = largest_deviation(path, ranks);
    std::size_t as_far = 0;
    for (auto k = static_cast<std::size_t>(deviation); k < paths_at.size(); ++k) {
      as_far += paths_at[k];
    }
    const double exact = static_cast<double>(as_far) / static_cast<double>(paths.size());
    worst_distance = std::max(worst_distance, std::abs(test.distance * size - deviation));
    worst_p_value = std::max(worst_p_value, std::abs(test.p_value - exact));
  }
  INFO("n = " << size << ", " << paths.size() << " paths");
  CHECK(worst_distance <= 1e-14);
  CHECK(worst_p_value <= 1e-14);
}

TEST_CASE("critical values are those of the published table") {
  // Siegel, Nonparametric Statistics (1956), Table L: the least n D that is significant, two
  // sides, at 5% and 1%, for n = 5 to 30.
  constexpr std::array at_5_percent = {5, 5, 6, 6, 6, 7,  7,  7,  7,  8,  8,  8,  8,
                                       9, 9, 9, 9, 9, 10, 10, 10, 10, 10, 11, 11, 11};
  constexpr std::array at_1_percent = {5,  6,  6,  7,  7,  8,  8,  8,  9,  9,  9,  10, 10,
                                       10, 10, 11, 11, 11, 11, 12, 12, 12, 12, 13, 13, 13};
  for (std::size_t row = 0; row < at_5_percent.size(); ++row) {
    const std::size_t size = row + 5;
    INFO("n = " << size);
    const auto significant = static_cast<std::size_t>(at_5_percent[row]);
    CHECK(test_at_distance(significant, size).p_value <= 0.05);
    CHECK(test_at_distance(significant - 1, size).p_value > 0.05);
    const auto very_significant = static_cast<std::size_t>(at_1_percent[row]);
    CHECK(test_at_distance(very_significant, size).p_value <= 0.01);
    CHECK(test_at_distance(very_significant - 1, size).p_value > 0.01);
  }
}

TEST_CASE("p-values run from 1 at distance 0 to 2/C(2n, n) at distance 1") {
  CHECK(test_at_distance(0, 1).distance == 1);  // any two numbers are told apart
  CHECK(kolmogorov_smirnov({1, 2, 3}, {1, 2, 3}).p_value == 1);
  CHECK(kolmogorov_smirnov({1, 2, 3}, {1, 2, 3}).distance == 0);
  CHECK(kolmogorov_smirnov({1, 2, 3}, {4, 5, 6}).distance == 1);
  CHECK(kolmogorov_smirnov({1, 2, 3}, {4, 5, 6}).p_value == Approx(2.0 / 20).epsilon(1e-14));
  double before = 1;
  for (std::size_t steps = 2; steps <= 1000; steps += 7) {
    const double p_value = test_at_distance(steps, 1000).p_value;
    CHECK(p_value <= before);
    before = p_value;
  }
}

TEST_CASE("large samples follow Kolmogorov's limit law") {
  // Its error is of order 1/sqrt(n).
  constexpr std::size_t size = 4000;
  for (const std::size_t steps : {30U, 60U, 90U, 120U, 180U}) {
    const TwoSampleTest test = test_at_distance(steps, size);
    const double limit = testing::kolmogorov_survival(test.distance * std::sqrt(size / 2.0));
    INFO("D = " << test.distance << ", p = " << test.p_value);
    CHECK(std::abs(test.p_value - limit) <= 0.02);
  }
}

TEST_CASE("order within a sample, order of the samples and monotone scales do not matter") {
  const std::vector<double> first = uniforms(60, 1, 0);
  const std::vector<double> second = uniforms(60, 2, 0);
  const TwoSampleTest test = kolmogorov_smirnov(first, second);
  std::vector<double> reversed(first.rbegin(), first.rend());
  CHECK(kolmogorov_smirnov(reversed, second).distance == test.distance);
  CHECK(kolmogorov_smirnov(second, first).p_value == test.p_value);
  const auto stretched = [](std::vector<double> values) {
    for (double& value : values) value = std::exp(20 * value);
    return values;
  };
  CHECK(kolmogorov_smirnov(stretched(first), stretched(second)).distance == test.distance);
}

TEST_CASE("under equal laws p <= x happens at its exact rate over 10^5 pairs", "[slow]") {
  // D takes the values k/40, so p its tails. 4.5 standard errors: false-alarm rate 7e-6 a level.
  constexpr std::size_t pairs = 100'000;
  constexpr std::size_t size = 40;
  std::vector<double> p_values;
  for (std::size_t pair = 0; pair < pairs; ++pair) {
    p_values.push_back(
        kolmogorov_smirnov(uniforms(size, pair, 1), uniforms(size, pair, 2)).p_value);
  }
  for (const std::size_t steps : {5U, 7U, 9U, 11U, 13U}) {
    const double rate = test_at_distance(steps, size).p_value;
    const auto count = std::count_if(p_values.begin(), p_values.end(),
                                     [&](double p) { return p <= rate * (1 + 1e-12); });
    const double found = static_cast<double>(count) / static_cast<double>(pairs);
    INFO("p <= " << rate << " at the rate " << found);
    CHECK(std::abs(found - rate) <=
          4.5 * std::sqrt(rate * (1 - rate) / static_cast<double>(pairs)));
  }
}

TEST_CASE("unequal laws are found") {
  std::vector<double> moved = uniforms(1000, 3, 1);
  for (double& value : moved) value += 0.15;
  CHECK(kolmogorov_smirnov(uniforms(1000, 3, 0), moved).p_value < 1e-6);
}

TEST_CASE("infinite values are numbers, while NaN, unequal and empty samples are refused") {
  CHECK(kolmogorov_smirnov({-endless, 0}, {0, endless}).distance == 0.5);
  CHECK_THROWS_AS(kolmogorov_smirnov({}, {}), std::domain_error);
  CHECK_THROWS_WITH(kolmogorov_smirnov({1, 2}, {1}),
                    "kolmogorov_smirnov: sample sizes are 2 and 1, but must be equal and positive");
  CHECK_THROWS_AS(kolmogorov_smirnov({1}, {std::nan("")}), std::domain_error);
}

TEST_CASE("the bound of the distance is the formula and shrinks with samples and confidence") {
  CHECK(distance_upper_bound(0.1, 200, 0.04) ==
        Approx(0.1 + 2 * std::sqrt(std::log(100.0) / 400)).epsilon(1e-15));
  CHECK(distance_upper_bound(0.1, 400, 0.04) < distance_upper_bound(0.1, 200, 0.04));
  CHECK(distance_upper_bound(0.1, 200, 0.01) > distance_upper_bound(0.1, 200, 0.04));
}

TEST_CASE("the bound of the distance covers it with the probability it promises") {
  // Uniforms on [0, 1] and on [s, 1 + s], at distance s. Misses of 2000 are at most binomial with
  // rate alpha: false-alarm rate 1e-6 a row.
  constexpr std::int64_t pairs = 2000;
  const double shift = GENERATE(0.0, 0.1, 0.5, 0.9);
  for (const double alpha : {0.5, 0.9}) {
    std::int64_t misses = 0;
    for (std::uint64_t pair = 0; pair < pairs; ++pair) {
      std::vector<double> moved = uniforms(30, pair, 3);
      for (double& value : moved) value += shift;
      const double distance = kolmogorov_smirnov(uniforms(30, pair, 4), moved).distance;
      if (distance_upper_bound(distance, 30, alpha) < shift) ++misses;
    }
    INFO("distance " << shift << ": missed by " << misses << " of " << pairs);
    CHECK(testing::binomial_mass(testing::binomial_law(pairs, alpha), misses, pairs) > 1e-6);
  }
}

TEST_CASE("a bound of no distance, no sample or no level is refused") {
  CHECK_THROWS_AS(distance_upper_bound(0.1, 0, 0.05), std::domain_error);
  for (const double alpha : {0.0, 1.0, -0.5, std::nan("")}) {
    CHECK_THROWS_WITH(distance_upper_bound(0.1, 10, alpha),
                      Catch::StartsWith("distance_upper_bound: alpha is"));
  }
  for (const double distance : {-0.1, 1.1, std::nan("")}) {
    CHECK_THROWS_WITH(distance_upper_bound(distance, 10, 0.05),
                      Catch::StartsWith("distance_upper_bound: distance is"));
  }
}

}  // namespace
}  // namespace benignity
