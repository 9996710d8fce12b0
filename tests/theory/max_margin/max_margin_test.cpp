#include <cmath>
#include <vector>

#include <catch2/catch.hpp>

#include "theory/max_margin/late_multipliers.hpp"
#include "theory/max_margin/margin_constraints.hpp"
#include "theory/max_margin/relaxation_rate.hpp"

namespace benignity {
namespace {

TEST_CASE("the best token is that of largest Y gamma, the first of equals") {
  const std::vector<double> values = {1, 2, 2, /**/ 0.5, -3, -3};
  CHECK(best_tokens(values, std::vector<int>{1, -1}) == std::vector<std::size_t>{1, 4});
  CHECK(best_tokens(values, std::vector<int>{-1, 1}) == std::vector<std::size_t>{0, 3});
}

TEST_CASE("tokens that tie with the selected one ask for a margin only where constrained") {
  const std::vector<double> values = {1, 2, 2, /**/ 0.5, -3, -3};
  const std::vector<std::size_t> selected = {2, 4};
  const auto at_rest = margin_constraints(values, selected, TiedTokens::at_rest);
  REQUIRE(at_rest.size() == 2);
  CHECK((at_rest[0].selected == 2 && at_rest[0].other == 0));
  CHECK((at_rest[1].selected == 4 && at_rest[1].other == 3));
  CHECK(margin_constraints(values, selected, TiedTokens::constrained).size() == 4);
}

TEST_CASE("orthogonal constraints relax with rate 1, a surplus margin below 1 more slowly") {
  const std::vector<double> orthogonal = {4, 0, 0, 9};
  CHECK(relaxation_rate(orthogonal, std::vector<double>{0.25, 1.0 / 9}) == Approx(1));
  // w = z_1: the second margin is 1.3, at rest.
  const std::vector<double> at_rest = {1, 1.3, 1.3, 5};
  CHECK(relaxation_rate(at_rest, std::vector<double>{1, 0}) == Approx(0.3));
}

TEST_CASE("rates relax to the program's multipliers at the stated rate, (V4), (V5)") {
  // Gq = 1 on both: q = (2/3, 2/3); eigenvalues of diag(q)G are 1 and 1/3.
  const std::vector<double> gram = {1, 0.5, 0.5, 1};
  const double rate = relaxation_rate(gram, std::vector<double>{2.0 / 3, 2.0 / 3});
  CHECK(rate == Approx(1.0 / 3));
  const std::vector<double> start = {0.8, 0.5};
  const std::vector<double> early = late_multipliers(gram, start, 20);
  const std::vector<double> late = late_multipliers(gram, start, 35);
  CHECK(std::log((early[0] - early[1]) / (late[0] - late[1])) / 15 == Approx(rate).epsilon(1e-4));
  CHECK(late[0] == Approx(2.0 / 3).epsilon(1e-4));
}

TEST_CASE("one rate has a closed form, and one at rest dies with its surplus margin") {
  // dq/dL = q (1 - 2q): 1/q = 2 + (1/q_0 - 2) e^{-L}.
  const double later = late_multipliers(std::vector<double>{2}, std::vector<double>{0.1}, 3)[0];
  CHECK(1 / later == Approx(2 + 8 * std::exp(-3.0)).epsilon(1e-7));
  const std::vector<double> gram = {1, 1.3, 1.3, 5};
  const std::vector<double> start = {1, 1e-3};
  const double early = late_multipliers(gram, start, 30)[1];
  const double late = late_multipliers(gram, start, 40)[1];
  CHECK(std::log(early / late) / 10 == Approx(0.3).epsilon(1e-4));
}

}  // namespace
}  // namespace benignity
