#include <catch2/catch.hpp>

#include "tests/verify/claims/lemma/small_design.hpp"

namespace benignity {
namespace {

TEST_CASE("S7 is certified on trajectories and proved for every single step", "[lemma][slow]") {
  const LemmaCertificate certificate = test::certify_small(comparison_lemma());
  test::check_certified(certificate);
  CHECK(certificate.is_proved_on_domain());
}

TEST_CASE("S7 with a constant wrong by 1% is a certified violation", "[lemma][slow]") {
  const Lemma lemma = comparison_lemma();
  test::check_caught(lemma, "growth >= lower envelope", test::Bound::lower,
                     test::times_percent(101));
  test::check_caught(lemma, "growth <= upper envelope", test::Bound::upper,
                     test::times_percent(99));
  // Along whole trajectories only: no domain proof holds this inequality.
  const LemmaCertificate past_centre = test::certify_wrong(
      lemma, "growth past log(T-1) >= c_lo tau", test::Bound::lower, test::times_percent(101));
  CHECK(past_centre.counts().violated > 0);
  CHECK(past_centre.witness().find("growth past log(T-1) >= c_lo tau is certainly false") == 0);
}

}  // namespace
}  // namespace benignity
