#include "sim/engine/heads_descent.hpp"

#include <algorithm>

#include <boost/multiprecision/eigen.hpp>
#include <catch2/catch.hpp>

#include "tests/support/random_heads.hpp"

namespace benignity::testing {
namespace {

template <class Difference>
double largest(const Difference& difference) {
  return static_cast<double>(difference.cwiseAbs().maxCoeff());
}

/// The least movement of the forty models.
double check_gram_against_dense(int steps) {
  double least_movement = 1e9;
  for (std::uint64_t number = 0; number < 40; ++number) {
    const RandomHeads model(number);
    CAPTURE(number, model.dimension(), model.shape.samples, model.shape.tokens, model.shape.heads,
            model.shape.outputs, model.key_query);
    HeadsDescent<Float50> dense = model.dense();
    HeadsDescent<Float50> gram = model.gram();
    const Matrix<Float50> first = dense.response().coefficients;
    for (int step = 0; step < steps; ++step) {
      dense.step();
      gram.step();
    }
    for (std::size_t h = 0; h < dense.parts().heads.size(); ++h) {
      const AttentionHead<Float50>& expected = *dense.parts().heads[h];
      const AttentionHead<Float50>& head = *gram.parts().heads[h];
      CHECK(largest(expected.logits() - head.logits()) < 1e-40);
      CHECK(abs(expected.query_norm2() - head.query_norm2()) < 1e-40);
      const Vector<Float50> w = model.direction(head.direction(), h);
      CHECK(largest(expected.direction().initial - w) < 1e-40);
    }
    for (std::size_t l = 0; l < dense.parts().linear_heads.size(); ++l) {
      const LinearHead<Float50>& expected = *dense.parts().linear_heads[l];
      const LinearHead<Float50>& head = *gram.parts().linear_heads[l];
      CHECK(largest(expected.values() - head.values()) < 1e-40);
      CHECK(largest(expected.direction().along - model.linear_direction(head.direction(), l)) <
            1e-40);
    }
    CHECK(largest(dense.response().margin - gram.response().margin) < 1e-40);
    least_movement = std::min(least_movement, largest(dense.response().coefficients - first));
  }
  return least_movement;
}

TEST_CASE("every model and optimiser at random: gram equals dense to 1e-40 after 5 steps") {
  CHECK(check_gram_against_dense(5) > 0);
}

TEST_CASE("every model and optimiser at random: gram equals dense to 1e-40 after 100 steps",
          "[slow]") {
  CHECK(check_gram_against_dense(100) > 1e-4);  // every one of them trains
}

}  // namespace
}  // namespace benignity::testing
