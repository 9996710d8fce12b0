#include "verify/statistics/exchangeable_envelope.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <stdexcept>

#include <catch2/catch.hpp>

#include "sim/random/stream.hpp"

namespace benignity {
namespace {

TEST_CASE("one judged curve is outside m exchangeable ones with probability 1/(m+1)") {
  const auto tail = outside_count_tail({9, 0, 1});
  REQUIRE(tail.size() == 2);
  CHECK(tail[0] == 1);
  CHECK(tail[1] == Approx(0.1).epsilon(1e-15));
}

TEST_CASE("the expected count is k(e+1)/(m+1): each judged curve is as likely in every place") {
  for (const std::int64_t left_out : {0, 8, 47}) {
    const auto tail = outside_count_tail({48, left_out, 4});
    CHECK(tail[0] == Approx(1).epsilon(1e-11));
    // The sum of P[count >= r] over r >= 1 is the mean.
    CHECK(std::accumulate(tail.begin() + 1, tail.end(), 0.0) ==
          Approx(4.0 * static_cast<double>(left_out + 1) / 49).epsilon(1e-11));
  }
}

TEST_CASE("tails of a sum: two coins") {
  const auto tail = tail_of_sum({1, 0.5}, {1, 0.25});
  REQUIRE(tail.size() == 3);
  CHECK(tail[0] == Approx(1).epsilon(1e-15));
  CHECK(tail[1] == Approx(1 - 0.5 * 0.75).epsilon(1e-15));
  CHECK(tail[2] == Approx(0.125).epsilon(1e-15));
}

TEST_CASE("scores do not depend on a curve's place in the pool, and find the odd one") {
  Curves pool = {{0, 1, 2}, {0.1, 1.2, 2.1}, {-0.1, 0.9, 1.8}, {0, 1.1, 5}};
  const auto scores = envelope_scores(pool, 0.01);
  CHECK(std::max_element(scores.begin(), scores.end()) - scores.begin() == 3);
  std::swap(pool[0], pool[3]);
  const auto swapped = envelope_scores(pool, 0.01);
  CHECK(swapped[0] == Approx(scores[3]).epsilon(1e-14));
  CHECK(swapped[3] == Approx(scores[0]).epsilon(1e-14));
}

TEST_CASE("a score is a distance: below the mean it counts as above, in sample deviations") {
  const Curves pool = {{0, 1, 2}, {0.1, 1.2, 2.1}, {-0.1, 0.9, 1.8}, {0, 1.1, -1}};
  Curves mirrored = pool;
  for (auto& curve : mirrored) {
    for (double& value : curve) value = -value;
  }
  const auto scores = envelope_scores(pool, 0.01);
  const auto of_mirrored = envelope_scores(mirrored, 0.01);
  for (std::size_t i = 0; i < pool.size(); ++i) CHECK(scores[i] == Approx(of_mirrored[i]));
  CHECK(std::max_element(scores.begin(), scores.end()) - scores.begin() == 3);
  // Two curves a distance 2 apart: mean 0, sample deviation sqrt(2).
  CHECK(envelope_scores({{1}, {-1}}, 1e-300)[0] == Approx(1 / std::sqrt(2.0)).epsilon(1e-14));
}

TEST_CASE("false alarms of 10^5 null simulations are as the tail says", "[slow]") {
  constexpr int simulations = 100'000;
  constexpr std::size_t design = 8;
  constexpr std::size_t judged = 3;
  constexpr std::size_t left_out = 2;
  const auto tail = outside_count_tail({design, left_out, judged});
  std::vector<double> at_least(judged + 1, 0.0);
  Stream stream({5, Purpose::design, 1, 0, 0});
  for (int simulation = 0; simulation < simulations; ++simulation) {
    Curves pool(design + judged, std::vector<double>(3));
    for (auto& curve : pool) {
      const double common = stream.normal();  // moments of one curve are dependent
      for (double& value : curve) value = common + stream.normal();
    }
    auto scores = envelope_scores(pool, 0.001);
    std::sort(scores.begin(), scores.begin() + design);
    const double edge = scores[design - left_out - 1];
    const auto outside = static_cast<std::size_t>(std::count_if(
        scores.begin() + design, scores.end(), [&](double score) { return score > edge; }));
    for (std::size_t r = 0; r <= outside; ++r) at_least[r] += 1.0 / simulations;
  }
  for (std::size_t r = 1; r <= judged; ++r) {
    INFO("at least " << r << " outside: " << at_least[r] << " for " << tail[r]);
    CHECK(std::abs(at_least[r] - tail[r]) < 4 * std::sqrt(tail[r] / simulations));
  }
}

TEST_CASE("what is no pool of curves is refused") {
  CHECK_THROWS_AS(envelope_scores({{1, 2}}, 0.1), std::domain_error);
  CHECK_THROWS_AS(envelope_scores({{1, 2}, {1}}, 0.1), std::domain_error);
  CHECK_THROWS_AS(envelope_scores({{1}, {2}}, 0), std::domain_error);
  CHECK_THROWS_AS(outside_count_tail({5, 5, 1}), std::domain_error);
}

}  // namespace
}  // namespace benignity
