#include "sim/test_law/test_tally.hpp"

#include <cmath>
#include <vector>

#include <catch2/catch.hpp>

#include "sim/test_law/fresh_samples.hpp"

namespace benignity {
namespace {

TestStatistics tally_of(const std::vector<double>& values, std::size_t at_once) {
  TestTally tally(0.5);
  for (std::size_t i = 0; i < values.size(); i += at_once) {
    const std::span<const double> some(&values[i], std::min(at_once, values.size() - i));
    tally.add(some, some, some);
  }
  return tally.statistics();
}

TEST_CASE("a share is the double nearest to hits over count: 19 of 20 is 0.95") {
  for (int count = 1; count <= 130; ++count) {
    for (int hits = 0; hits <= count; ++hits) {
      std::vector<double> values(static_cast<std::size_t>(count), -1);
      for (int i = 0; i < hits; ++i) values[static_cast<std::size_t>(count - 1 - i)] = 1;
      const TestStatistics statistics = tally_of(values, 64);
      REQUIRE(statistics.accuracy.mean == static_cast<double>(hits) / count);
      REQUIRE(statistics.selected.mean == static_cast<double>(hits) / count);
    }
  }
  CHECK(19.0 / 20 == 0.95);
}

TEST_CASE("a margin of 0 is wrong, and a softmax of exactly the threshold has selected") {
  TestTally tally(0.5);
  const std::vector<double> margins = {0, 0, 1e-300, -1e-300};
  const std::vector<double> relevant = {0.5, std::nextafter(0.5, 0), 0.5, 1};
  tally.add(margins, relevant, relevant);
  CHECK(tally.statistics().accuracy.mean == 0.25);
  CHECK(tally.statistics().selected.mean == 0.75);
}

TEST_CASE("a run's test accuracy at 20 fresh samples is a twentieth to the bit") {
  Parameters parameters;
  parameters.signal_norm = 3;
  int between = 0;
  for (std::uint64_t replicate = 0; replicate < 50; ++replicate) {
    const auto statistics =
        gaussian_projection_statistics(parameters, {1, replicate, 20}, {{1, 1, 1}}).front();
    const double twentieths = std::round(20 * statistics.accuracy.mean);
    CHECK(statistics.accuracy.mean == twentieths / 20);
    if (twentieths < 20) ++between;
  }
  CHECK(between > 5);
}

TEST_CASE("mean and standard error are those of the definition, however the samples are cut") {
  std::vector<double> values;
  for (int i = 0; i < 200; ++i) values.push_back(std::sin(i * i));
  long double sum = 0;
  for (const double value : values) sum += value;
  const long double mean = sum / 200;
  long double squares = 0;
  for (const double value : values) squares += (value - mean) * (value - mean);
  for (const std::size_t at_once : {1U, 7U, 64U, 200U}) {
    const TestStatistics statistics = tally_of(values, at_once);
    CHECK(statistics.loss.mean == Approx(static_cast<double>(mean)).epsilon(1e-13));
    CHECK(statistics.loss.standard_error ==
          Approx(static_cast<double>(std::sqrt(squares / 199 / 200))).epsilon(1e-13));
    const double share = statistics.selected.mean;
    CHECK(statistics.selected.standard_error ==
          Approx(std::sqrt(share * (1 - share) / 199)).epsilon(1e-13));
  }
}

TEST_CASE("values nearly alike keep their spread: a sum of squares would lose it") {
  std::vector<double> values;
  for (int i = 0; i < 128; ++i) values.push_back(1 - (i % 2 == 0 ? 1e-12 : 3e-12));
  const double spread = tally_of(values, 64).relevant.standard_error;
  CHECK(spread == Approx(1e-12 / std::sqrt(127)).epsilon(1e-3));
  CHECK(tally_of(std::vector<double>(100, 1), 64).relevant.mean == 1);
}

TEST_CASE("a NaN among the samples is no hit, and is seen in every mean") {
  std::vector<double> values(10, 1);
  values[4] = std::nan("");
  const TestStatistics statistics = tally_of(values, 4);
  CHECK(statistics.accuracy.mean == 0.9);
  CHECK(std::isnan(statistics.loss.mean));
  CHECK(std::isnan(statistics.relevant.mean));
}

}  // namespace
}  // namespace benignity
