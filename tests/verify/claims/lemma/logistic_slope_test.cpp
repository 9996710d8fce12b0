#include <catch2/catch.hpp>

#include "tests/verify/claims/lemma/small_design.hpp"

namespace benignity {
namespace {

TEST_CASE("S5 is certified at every point and proved on its domain", "[lemma]") {
  const LemmaCertificate certificate = test::certify_small(logistic_slope_lemma());
  test::check_certified(certificate);
  CHECK(certificate.is_proved_on_domain());
}

TEST_CASE("S5 with a constant wrong by 1% is a certified violation", "[lemma]") {
  const Lemma lemma = logistic_slope_lemma();
  test::check_caught(lemma, "-l'(z) >= 1/(1 + e^B)", test::Bound::lower, test::times_percent(101));
  test::check_caught(lemma, "-l'(z) <= 1/(1 + e^{-B})", test::Bound::upper,
                     test::times_percent(99));
}

}  // namespace
}  // namespace benignity
