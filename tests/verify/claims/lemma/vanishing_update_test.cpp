#include <catch2/catch.hpp>

#include "tests/verify/claims/lemma/small_design.hpp"

namespace benignity {
namespace {

TEST_CASE("the vanishing update is certified at every point and proved on its domain",
          "[lemma][slow]") {
  const LemmaCertificate certificate = test::certify_small(vanishing_update_lemma());
  test::check_certified(certificate);
  CHECK(certificate.is_proved_on_domain());
}

TEST_CASE("the vanishing update with a constant wrong by 1% is a certified violation",
          "[lemma][slow]") {
  const Lemma lemma = vanishing_update_lemma();
  test::check_caught(lemma, "s (1 - s) >= min(s, 1 - s)/2", test::Bound::lower,
                     test::times_percent(101));
  test::check_caught(lemma, "s (1 - s) <= min(s, 1 - s)", test::Bound::upper,
                     test::times_percent(99));
  test::check_caught(lemma, "s (1 - s) >= e^{-|x|} (1 - 2 e^{-|x|})", test::Bound::lower,
                     test::times_percent(101));
}

TEST_CASE("each of the four bounds of a contribution is needed", "[lemma][slow]") {
  const Lemma lemma = vanishing_update_lemma();
  for (const char* upper : {"s_t (gamma_t - f) <= s_t R", "s_t (gamma_t - f) <= (1 - s_t) R"}) {
    test::check_caught(lemma, upper, test::Bound::upper, test::times_percent(99));
  }
  for (const char* lower : {"s_t (gamma_t - f) >= -s_t R", "s_t (gamma_t - f) >= -(1 - s_t) R"}) {
    test::check_caught(lemma, lower, test::Bound::lower, test::times_percent(99));
  }
}

}  // namespace
}  // namespace benignity
