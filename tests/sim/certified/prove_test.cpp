#include "sim/certified/prove.hpp"

#include <atomic>
#include <cmath>

#include <catch2/catch.hpp>

#include "sim/trajectory/simulate.hpp"
#include "tests/sim/certified/exact_runs.hpp"

namespace benignity {
namespace {

Question question_of(const RunSettings& settings) {
  const Parameters& parameters = settings.parameters;
  return {static_cast<std::int64_t>(parameters.steps), settings.record_every(),
          parameters.selection_threshold, parameters.target_gap(), parameters};
}

TEST_CASE("proved stopping steps are those of the engine") {
  for (std::uint64_t seed = 1; seed <= 4; ++seed) {
    RunSettings settings = small_proof(400);
    settings.seed = seed;
    settings.parameters.chosen_target_gap = 0.3;
    const Proof proof = prove(exact_draw(settings), question_of(settings), first_bits);
    const StoppingTimes engine = simulate(settings).stopping_times;
    CHECK(proof.steps == 400);
    CHECK(proof.attempts == 1);
    CHECK_FALSE(proof.undecided_at);
    CHECK(proof.stopping_times.fit_all == engine.fit_all);
    CHECK(proof.stopping_times.select_clean == engine.select_clean);
    CHECK(proof.stopping_times.select_noisy == engine.select_noisy);
    CHECK(proof.stopping_times.exit_noisy == engine.exit_noisy);
    CHECK(proof.stopping_times.generalize == engine.generalize);
    CHECK(proof.records.size() == 21);
  }
}

TEST_CASE("too few digits are followed by more, and the proof is that of many") {
  const RunSettings settings = small_proof(300);
  const ExactDraw draw = exact_draw(settings);
  const Proof few = prove(draw, question_of(settings), 40);
  const Proof many = prove(draw, question_of(settings), 512);
  CHECK(few.attempts > 1);
  CHECK(few.bits > 40);
  CHECK(few.steps == 300);
  CHECK(few.stopping_times.select_clean == many.stopping_times.select_clean);
  CHECK(few.stopping_times.fit_all == many.stopping_times.fit_all);
}

TEST_CASE("a run that is stopped keeps what is proved so far") {
  const RunSettings settings = small_proof(300);
  const std::atomic<bool> stop = true;
  const Proof proof =
      prove(exact_draw(settings), question_of(settings), first_bits, {&stop, nullptr});
  CHECK(proof.steps == 0);
  CHECK(proof.records.size() == 1);
  CHECK_FALSE(proof.undecided_at);
}

TEST_CASE("an exact tie is decided where it is exact") {
  // T = 2 and p(0) = 0: s_1 = 1/2 of every sample before the first step.
  RunSettings settings = small_proof(3);
  settings.parameters.tokens = 2;
  const Proof proof = prove(exact_draw(settings), question_of(settings), first_bits);
  CHECK_FALSE(proof.undecided_at);
  CHECK(proof.stopping_times.select_clean == 0);
}

}  // namespace
}  // namespace benignity
