#include <algorithm>
#include <vector>

#include <boost/multiprecision/eigen.hpp>
#include <catch2/catch.hpp>

#include "tests/support/random_heads.hpp"

namespace benignity::testing {
namespace {

/// The first head of the model alone, with the first linear head.
HeadsCase first_head_of(HeadsCase model) {
  model.shape.heads = 1;
  model.start.weights.resize(1);
  model.start.query_weights.resize(1);
  model.start.queries.resize(1);
  model.start.directions.resize(1);
  return model;
}

/// `count` times the one head of the model, each with a linear head of its own or one for all.
HeadsCase copies_of(HeadsCase model, std::int64_t count, bool shared) {
  const auto copies = static_cast<std::size_t>(count);
  model.shape.heads = count;
  model.start.weights.assign(copies, Matrix<Float50>(model.start.weights[0]));
  model.start.query_weights.assign(copies, Matrix<Float50>(model.start.query_weights[0]));
  model.start.queries.assign(copies, Matrix<Float50>(model.start.queries[0]));
  if (!shared) model.start.directions.assign(copies, Matrix<Float50>(model.start.directions[0]));
  return model;
}

/// The rule whose gradient counts `share` times: what G is multiplied by, and nothing else.
LinearRule<Float50> hearing(LinearRule<Float50> rule, const Float50& share) {
  rule.gain *= share;
  return rule;
}

HeadsCase hearing(HeadsCase model, const Float50& share, const Float50& value_share) {
  model.rules = {hearing(model.rules.weights, share), hearing(model.rules.query, share)};
  model.value_rule = hearing(model.value_rule, value_share);
  return model;
}

/// After 60 steps: every head of `many` is the one of `single`, margins are equal, and the linear
/// heads of `many` are those of `single` over `divisor`. The 50-digit sums differ in order alone.
void check_same(const HeadsDescent<Float50>& start, const HeadsDescent<Float50>& many,
                const HeadsDescent<Float50>& single, const Float50& divisor) {
  const auto size = [](const auto& difference) { return difference.cwiseAbs().maxCoeff(); };
  const auto& expected = *single.parts().heads[0];
  for (const auto& head : many.parts().heads) {
    CHECK(size(head->logits() - expected.logits()) < 1e-44);
    CHECK(abs(head->query_norm2() - expected.query_norm2()) < 1e-44);
  }
  const Matrix<Float50> values = single.parts().linear_heads[0]->values() / divisor;
  for (const auto& head : many.parts().linear_heads) CHECK(size(head->values() - values) < 1e-44);
  CHECK(size(many.response().margin - single.response().margin) < 1e-44);
  CHECK(size(single.response().coefficients - start.response().coefficients) > 1e-5);
}

void check_steps(const HeadsCase& many, const HeadsCase& single, const Float50& divisor) {
  for (const bool in_gram_space : {false, true}) {
    const auto descent = [&](const HeadsCase& model) {
      return in_gram_space ? model.gram() : model.dense();
    };
    const HeadsDescent<Float50> start = descent(single);
    HeadsDescent<Float50> first = descent(many);
    HeadsDescent<Float50> second = descent(single);
    for (int step = 0; step < 60; ++step) {
      first.step();
      second.step();
    }
    check_same(start, first, second, divisor);
  }
}

TEST_CASE("the mean of H identical heads is one head whose gradient counts 1/H: times H times",
          "[slow]") {
  // theory.md 12. A shared linear head hears all H of them and so counts its gradient in full.
  for (std::uint64_t number = 200; number < 220; ++number) {
    HeadsCase single = first_head_of(RandomHeads(number));
    single.shape.averaged = true;
    const auto heads = static_cast<std::int64_t>(2 + number % 3);
    const bool shared = number % 2 == 0;
    CAPTURE(number, heads, shared, single.key_query, single.train_values);
    const Float50 share = 1 / Float50(heads);
    check_steps(copies_of(single, heads, shared), hearing(single, share, shared ? 1 : share), 1);
  }
}

TEST_CASE("the sum of H identical heads is one head with H nu whose gradient counts 1/H",
          "[slow]") {
  // A head of the sum has coefficients of nu, the single head those of H nu. Its linear head moves
  // by e, so that H nu moves by H e, and by H e a head where all share it.
  for (std::uint64_t number = 220; number < 240; ++number) {
    HeadsCase summed = first_head_of(RandomHeads(number));
    summed.shape.averaged = false;
    const auto heads = static_cast<std::int64_t>(2 + number % 3);
    const bool shared = number % 2 == 0;
    CAPTURE(number, heads, shared, summed.key_query, summed.train_values);
    HeadsCase single = summed;
    single.start.directions[0] *= Float50(heads);
    const Float50 factor = heads;
    check_steps(copies_of(summed, heads, shared),
                hearing(single, 1 / factor, shared ? Float50(factor * factor) : factor), factor);
  }
}

TEST_CASE("a head that starts elsewhere breaks both equalities") {
  HeadsCase single = first_head_of(RandomHeads(200));
  single.shape.averaged = true;
  HeadsCase many = copies_of(single, 2, true);
  many.start.queries[1](0) += Float50("1e-30");
  const HeadsCase half = hearing(single, Float50("0.5"), 1);
  HeadsDescent<Float50> first = many.dense();
  HeadsDescent<Float50> second = half.dense();
  for (int step = 0; step < 60; ++step) {
    first.step();
    second.step();
  }
  const Float50 difference =
      (first.response().margin - second.response().margin).cwiseAbs().maxCoeff();
  CHECK(difference > 1e-40);
}

}  // namespace
}  // namespace benignity::testing
