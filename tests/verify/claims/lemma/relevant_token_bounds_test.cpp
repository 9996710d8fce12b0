#include <string>

#include <catch2/catch.hpp>

#include "tests/verify/claims/lemma/small_design.hpp"
#include "verify/certification/certify_point.hpp"

namespace benignity {
namespace {

TEST_CASE("S1 is certified at every point", "[lemma][slow]") {
  test::check_certified(test::certify_small(relevant_token_bounds_lemma()));
}

TEST_CASE("S1 with a constant wrong by 1% is a certified violation", "[lemma][slow]") {
  const Lemma lemma = relevant_token_bounds_lemma();
  test::check_caught(lemma, "s_1 >= its lower bound", test::Bound::lower, test::times_percent(101));
  test::check_caught(lemma, "s_1 <= its upper bound", test::Bound::upper, test::times_percent(99));
  // log(T-1) replaced by log(0.99 (T-1)): 1/(1 + 0.99 w) for 1/(1 + w).
  const auto centre = [](const auto& bound) { return 1 / (1 + (1 / bound - 1) * 99 / 100); };
  test::check_caught(lemma, "s_1 >= its lower bound", test::Bound::lower, test::error(centre));
}

TEST_CASE("S1 at ties holds as an identity, not by digits, and beside a tie strictly", "[lemma]") {
  const CertificationDesign design = test::small_design();
  int ties = 0;
  int near_ties = 0;
  for (const PointTrial& points : relevant_token_bounds_lemma().trial(design).points) {
    if (points.name != "adversarial") continue;
    points.visit(0, points.count, [&](const LemmaAtPoint& lemma) {
      const std::string place = lemma.describe();
      CAPTURE(place);
      if (place.find("gaps = (1, 1, 1)") != std::string::npos) {
        CHECK(certify_point(lemma, design).outcome == Outcome::equal);
        ++ties;
      }
      if (place.find("gaps = (1.0000000000000002, 1, 1)") != std::string::npos) {
        CHECK(certify_point(lemma, design).outcome == Outcome::certified);
        ++near_ties;
      }
    });
  }
  CHECK(ties > 0);
  CHECK(near_ties > 0);
}

}  // namespace
}  // namespace benignity
