#include "sim/certified/gram_enclosure.hpp"

#include <cmath>

#include <catch2/catch.hpp>

#include "sim/engine/sampled.hpp"
#include "sim/random/stream.hpp"
#include "tests/sim/certified/exact_runs.hpp"
#include "theory/invalid_input.hpp"

namespace benignity {
namespace {

constexpr long digits_30 = 100;    // bits
constexpr long digits_400 = 1400;  // bits

TEST_CASE("a run at 50 digits lies in an enclosure of 400 digits up to its own rounding",
          "[slow]") {
  for (const double query_std : {0.0, 0.1}) {
    for (const Engine engine : {Engine::sampled, Engine::gram}) {
      RunSettings settings = small_proof();
      settings.engine = engine;
      settings.parameters.init_query_std = query_std;
      if (engine == Engine::gram) settings.parameters.dimension = 40;
      const ExactDraw draw = exact_draw(settings);
      GramEnclosure enclosure(draw, digits_400);
      GramDescent<Float50> run = at_50_digits(draw);
      for (int tau = 0; tau < 100; ++tau) {
        const GramEnclosure::Distance distance = enclosure.distance(decimals(run.logits()));
        INFO("engine " << name(engine) << ", step " << tau << ", query_std " << query_std);
        REQUIRE(distance.least <= 1e-44);
        REQUIRE(distance.radius <= 1e-300);
        enclosure.step();
        run.step(Float50(draw.step_size));
      }
    }
  }
}

/// Tokens of somebody's own, 3 x 3 x 8 of them normal: a signal of the test's own making is in
/// none.
ExactDraw made_up_arrays() {
  ExactDraw draw;
  draw.tokens = 3;
  draw.labels = {{1, -1, 1}, {1, -1, -1}};
  draw.rows = RowMatrix<double>(9, 8);
  draw.weights = RowMatrix<double>(8, 8);
  draw.query = Vector<double>(8);
  draw.given.emplace();
  draw.given->linear_head = Vector<double>(8);
  std::uint32_t part = 0;
  const auto fill = [&](auto& numbers) {
    Stream({5, Purpose::train_noise, 0, ++part, 0})
        .normals({numbers.data(), static_cast<std::size_t>(numbers.size())});
  };
  fill(draw.rows);
  fill(draw.weights);
  fill(draw.query);
  fill(draw.given->linear_head);
  draw.weight_scale = 0.25;
  draw.step_size = 0.02;
  return draw;
}

TEST_CASE("a run at 50 digits on given arrays lies in its enclosure, and levels are of margins") {
  const ExactDraw draw = made_up_arrays();
  GramEnclosure enclosure(draw, digits_400);
  GramDescent<Float50> run = at_50_digits(draw);
  for (int tau = 0; tau < 60; ++tau) {
    const GramEnclosure::Distance distance = enclosure.distance(decimals(run.logits()));
    REQUIRE(distance.least <= 1e-44);
    REQUIRE(distance.radius <= 1e-300);
    const EnclosedState state = enclosure.state(20);
    REQUIRE(state.margin.size() == 3);
    REQUIRE(state.relevant.empty());
    REQUIRE_FALSE(state.lambda_plus);
    bool all = true;
    for (const Enclosed& margin : state.margin) all = all && margin.lower > 0;
    REQUIRE(enclosure.levels(0.5, 1).all_fitted == std::optional(all));
    enclosure.step();
    run.step(Float50(draw.step_size));
  }
}

TEST_CASE("an enclosure of few digits holds the run of many, and says when it no longer knows") {
  const ExactDraw draw = exact_draw(small_proof());
  GramEnclosure narrow(draw, digits_400);
  GramEnclosure wide(draw, digits_30);
  for (int tau = 0; tau < 200; ++tau) {
    const EnclosedState exact = narrow.state(60);
    const EnclosedState rough = wide.state(20);
    for (std::size_t i = 0; i < exact.margin.size(); ++i) {
      REQUIRE(rough.margin[i].lower <= exact.margin[i].upper);
      REQUIRE(exact.margin[i].lower <= rough.margin[i].upper);
      REQUIRE(rough.relevant[i].lower <= exact.relevant[i].upper);
      REQUIRE(exact.relevant[i].lower <= rough.relevant[i].upper);
    }
    REQUIRE(wide.log2_radius() >= narrow.log2_radius());
    narrow.step();
    wide.step();
  }
}

TEST_CASE("the enclosure of the logits holds the same logits of more digits at every step") {
  const ExactDraw draw = exact_draw(small_proof());
  GramEnclosure enclosure(draw, digits_30);
  GramDescent<Float50> run = at_50_digits(draw);
  for (int tau = 0; tau < 150; ++tau) {
    const GramEnclosure::Distance distance = enclosure.distance(decimals(run.logits()));
    REQUIRE(distance.least <= 1e-44);
    // Not wider than it has to be by more than what 0.25 bits a step make.
    REQUIRE(distance.radius <= std::ldexp(1.0, -90 + tau / 4));
    enclosure.step();
    run.step(Float50(draw.step_size));
  }
}

TEST_CASE("one coefficient of one step moved by 1e-12 leaves the enclosure") {
  const ExactDraw draw = exact_draw(small_proof());
  GramEnclosure enclosure(draw, digits_30);
  GramDescent<Float50> run = at_50_digits(draw);
  for (int tau = 0; tau < 40; ++tau) {
    if (tau == 10) {
      GramState<Float50> state = run.state();
      state.logits += Float50(draw.step_size) * Float50(1e-12) * state.weighted_kernel.col(0);
      run = GramDescent<Float50>(run.problem(), state);
    }
    const GramEnclosure::Distance distance = enclosure.distance(decimals(run.logits()));
    INFO("step " << tau);
    if (tau < 10) {
      REQUIRE(distance.least == 0);
    } else {
      REQUIRE(distance.least > 1e-12);
    }
    enclosure.step();
    run.step(Float50(draw.step_size));
  }
}

TEST_CASE("a double run is outside, by its rounding") {
  const RunSettings settings = small_proof();
  const ExactDraw draw = exact_draw(settings);
  const GramStart<double> start = sample_gram_start(settings.parameters, 1, 0);
  GramDescent<double> run(start.problem, start.state);
  GramEnclosure enclosure(draw, 128);
  for (int tau = 0; tau < 200; ++tau) {
    run.step(draw.step_size);
    enclosure.step();
  }
  const GramEnclosure::Distance distance =
      enclosure.distance({run.logits().data(), static_cast<std::size_t>(run.logits().size())});
  CHECK(distance.least > 1e6 * distance.radius);
  CHECK(distance.least > 1e-16);
  CHECK(distance.most < 1e-9);
}

TEST_CASE("what descent conserves up to known gains lies in its enclosure, and not in another's") {
  const ExactDraw draw = exact_draw(small_proof());
  RunSettings other = small_proof();
  other.seed = 2;
  const GramEnclosure start(draw, 200);
  const GramEnclosure another(exact_draw(other), 200);
  GramEnclosure run(draw, 200);
  for (int tau = 0; tau < 60; ++tau) run.step();
  const GramEnclosure::Balance balance = run.balance(start);
  CHECK(balance.overlap);
  CHECK(balance.present.upper - balance.present.lower < 1e-12);
  CHECK_FALSE(run.balance(another).overlap);
}

TEST_CASE("what has no certified form is refused by the key that makes it so") {
  const auto key_of = [](RunSettings settings) {
    try {
      static_cast<void>(exact_draw(settings));
    } catch (const InvalidInput& error) {
      return std::string(error.what());
    }
    return std::string();
  };
  RunSettings settings = small_proof();
  settings.precision = Precision::digits50;
  CHECK_THAT(key_of(settings), Catch::Contains("precision is 50"));
  settings = small_proof();
  settings.engine = Engine::flow;
  CHECK_THAT(key_of(settings), Catch::Contains("engine is flow"));
  settings = small_proof();
  settings.parameters.momentum = 0.5;
  CHECK_THAT(key_of(settings), Catch::Contains("momentum is 0.5"));
  settings = small_proof();
  settings.parameters.chosen_batch_size = 2;
  CHECK_THAT(key_of(settings), Catch::Contains("batch_size is 2"));
}

}  // namespace
}  // namespace benignity
