#include <algorithm>
#include <cstdint>

#include <catch2/catch.hpp>

#include "sim/engine/dense.hpp"
#include "sim/engine/gram.hpp"
#include "sim/engine/heads_descent.hpp"
#include "sim/engine/heads_start.ipp"
#include "sim/engine/sampled.hpp"
#include "tests/support/small_runs.hpp"

namespace benignity::testing {
namespace {

constexpr std::uint64_t seed = 91;
constexpr std::uint64_t replicate = 3;

/// A plain setting, one head and one linear head along the signals, whose logits move by O(1).
Parameters plain_parameters() {
  Parameters parameters;
  parameters.samples = 4;
  parameters.tokens = 4;
  parameters.dimension = 60;
  parameters.signal_norm = 4;
  parameters.init_query_std = 0.02;
  parameters.step_size = 0.02;
  return parameters;
}

/// Both take 200 steps; the logits and margins are compared after each. The two sum the same
/// numbers in another order: a few ulp of logits of order 10 a step, 1e-15 each, of which descent
/// towards a minimum makes no more than their sum, 1e-12; what is allowed is the brief's 1e-9.
template <class Plain>
void check_follows(HeadsDescent<double>& family, Plain& plain, const Parameters& parameters) {
  const Vector<double> start = plain.logits();
  double largest = 0;
  for (int step = 0; step <= 200; ++step) {
    const Vector<double>& logits = family.parts().heads[0]->logits();
    largest = std::max({largest, largest_entry(logits - plain.logits()),
                        largest_entry(family.response().margin - plain.response().margin)});
    family.step();
    plain.step(parameters.step_size);
  }
  CHECK(largest < 1e-9);
  CHECK(largest_entry(plain.logits() - start) > 1);
}

TEST_CASE("the plain model through the heads is the plain engine to 1e-9: dense") {
  const Parameters parameters = plain_parameters();
  const TrainingSet set = draw_training_set(parameters, seed, replicate);
  HeadsDescent<double> family(
      dense_heads<double>(parameters, set.labels, set.rows, seed, replicate));
  DenseDescent<double> plain = dense_start<double>(parameters, set, seed, replicate);
  check_follows(family, plain, parameters);
}

TEST_CASE("the plain model through the heads is the plain engine to 1e-9: gram") {
  const Parameters parameters = plain_parameters();
  const TrainingSet set = draw_training_set(parameters, seed, replicate);
  const auto start =
      explicit_heads_start<double>(parameters, set.labels, set.rows, seed, replicate).start;
  HeadsDescent<double> family(gram_heads<double>(parameters, start, seed, replicate, false));
  GramDescent<double> plain = gram_start<double>(parameters, set, seed, replicate);
  check_follows(family, plain, parameters);
}

TEST_CASE("the plain model through the heads is the plain engine to 1e-9: sampled, same draws") {
  const Parameters parameters = plain_parameters();
  HeadsDescent<double> family(gram_heads<double>(
      parameters, sample_heads_start(parameters, seed, replicate), seed, replicate, false));
  const GramStart<double> start = sample_gram_start(parameters, seed, replicate);
  GramDescent<double> plain(start.problem, start.state);
  check_follows(family, plain, parameters);
}

}  // namespace
}  // namespace benignity::testing
