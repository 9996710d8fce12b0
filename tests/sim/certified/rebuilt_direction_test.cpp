#include <stdexcept>

#include <catch2/catch.hpp>

#include "sim/certified/prove.hpp"
#include "sim/engine/dense.hpp"
#include "sim/trajectory/simulate.hpp"
#include "tests/sim/certified/exact_runs.hpp"

namespace benignity::rebuilt_direction_test {
namespace {

RunSettings explicit_run(std::int64_t dimension, double query_std, std::uint64_t seed) {
  RunSettings settings = small_proof();
  settings.engine = Engine::gram;
  settings.seed = seed;
  settings.parameters.dimension = dimension;
  settings.parameters.init_query_std = query_std;
  return settings;
}

/// W and p themselves at 50 digits: nothing of (4.6).
DenseDescent<Float50> with_weights(const ExactDraw& draw) {
  return {at_50_digits(draw).problem(), draw.rows.cast<Float50>(),
          draw.weights.cast<Float50>() * Float50(draw.weight_scale), draw.query.cast<Float50>()};
}

TEST_CASE("the rebuilt |w| holds that of W and p themselves, K singular or not") {
  // d = 30 has room for the 18 tokens and signals, d = 12 has not.
  for (const std::int64_t dimension : {30, 12}) {
    for (const double query_std : {0.0, 0.3}) {
      const ExactDraw draw = exact_draw(explicit_run(dimension, query_std, 3));
      constexpr long bits = 256;  // 88 of them are lost in 100 steps of (30, 0.3)
      GramEnclosure enclosure(draw, bits);
      DenseDescent<Float50> run = with_weights(draw);
      for (int tau = 0; tau <= 100; ++tau) {
        if (tau % 20 == 0) {
          INFO("d " << dimension << ", query_std " << query_std << ", step " << tau);
          const Enclosed norm2 = enclosure.rebuilt_direction_norm2(draw);
          const Float50 exact = run.attention_direction().squaredNorm();
          REQUIRE(Float50(norm2.lower) <= exact);
          REQUIRE(exact <= Float50(norm2.upper));
          // To the last bits of a double.
          REQUIRE(norm2.upper - norm2.lower <= 1e-15 * norm2.upper);
          // The control: a step more or less is outside.
          if (tau > 0) {
            DenseDescent<Float50> later = run;
            later.step(Float50(draw.step_size));
            const Float50 beside = later.attention_direction().squaredNorm();
            REQUIRE((beside < Float50(norm2.lower) || beside > Float50(norm2.upper)));
          }
        }
        enclosure.step();
        run.step(Float50(draw.step_size));
      }
    }
  }
}

TEST_CASE("a sampled draw does not hold W, and says so") {
  const ExactDraw draw = exact_draw(small_proof());
  const GramEnclosure enclosure(draw, 64);
  CHECK_THROWS_AS(enclosure.rebuilt_direction_norm2(draw), std::domain_error);
}

TEST_CASE("many fresh samples of the explicit run lie within the bounds of its proof", "[slow]") {
  for (const std::int64_t dimension : {60, 12}) {
    RunSettings settings = explicit_run(dimension, 0.1, 7);
    settings.parameters.signal_norm = 6;
    constexpr std::int64_t count = 200'000;
    settings.test_samples = count;
    const Parameters& parameters = settings.parameters;
    const Proof proof = prove(exact_draw(settings),
                              {static_cast<std::int64_t>(parameters.steps), 100,
                               parameters.selection_threshold, parameters.target_gap(), parameters},
                              first_bits);
    REQUIRE(proof.fresh);
    CHECK(proof.fresh_absent_because.empty());
    CHECK(proof.balance.has_value() == (dimension == 60));
    const TestStatistics seen = simulate(settings).final().test;
    INFO("d " << dimension << ", seen " << 1 - seen.accuracy.mean << ", " << seen.selected.mean);
    // Four comparisons at 5 standard errors.
    const double error_room = 5 * seen.accuracy.standard_error;
    CHECK(1 - seen.accuracy.mean <= proof.fresh->error.upper + error_room);
    CHECK(1 - seen.accuracy.mean >= proof.fresh->error.lower - error_room);
    CHECK(proof.fresh->error.upper - proof.fresh->error.lower < 0.08);
    const double selected_room = 5 * seen.selected.standard_error;
    CHECK(seen.selected.mean <= proof.fresh->selected.upper + selected_room);
    CHECK(seen.selected.mean >= proof.fresh->selected.lower - selected_room);
  }
}

TEST_CASE("without a direction there are no bounds, and the proof says why") {
  RunSettings settings = explicit_run(30, 0, 1);
  const Parameters& parameters = settings.parameters;
  const Proof proof = prove(exact_draw(settings), {0, 1, 0.5, 1, parameters}, first_bits);
  CHECK_FALSE(proof.fresh);
  CHECK_THAT(proof.fresh_absent_because, Catch::Contains("not certainly above 0"));
}

}  // namespace
}  // namespace benignity::rebuilt_direction_test
