#include <catch2/catch.hpp>

#include "tests/verify/claims/lemma/small_design.hpp"

namespace benignity {
namespace {

TEST_CASE("S2 is certified at every point", "[lemma][slow]") {
  test::check_certified(test::certify_small(other_token_bounds_lemma()));
}

TEST_CASE("S2 with a constant wrong by 1% is a certified violation", "[lemma][slow]") {
  const Lemma lemma = other_token_bounds_lemma();
  test::check_caught(lemma, "s_t >= its lower bound", test::Bound::lower, test::times_percent(101));
  test::check_caught(lemma, "s_t <= its upper bound", test::Bound::upper, test::times_percent(99));
}

}  // namespace
}  // namespace benignity
