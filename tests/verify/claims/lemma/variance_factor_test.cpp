#include <string>

#include <catch2/catch.hpp>

#include "tests/verify/claims/lemma/small_design.hpp"

namespace benignity {
namespace {

TEST_CASE("S3 is certified at every point and proved on its domain", "[lemma]") {
  const LemmaCertificate certificate = test::certify_small(variance_factor_lemma());
  test::check_certified(certificate);
  CHECK(certificate.is_proved_on_domain());
  CHECK(certificate.boxes() >= 128);
}

TEST_CASE("S3 with a constant wrong by 1% is a certified violation", "[lemma][slow]") {
  const Lemma lemma = variance_factor_lemma();
  const std::string lower = "s_1 (1 - s_1) >= its lower bound";
  const std::string upper = "s_1 (1 - s_1) <= its upper bound";
  test::check_caught(lemma, lower, test::Bound::lower, test::times_percent(101));
  test::check_caught(lemma, upper, test::Bound::upper, test::times_percent(99));
  for (const LemmaCertificate& wrong :
       {test::certify_wrong(lemma, lower, test::Bound::lower, test::times_percent(101)),
        test::certify_wrong(lemma, upper, test::Bound::upper, test::times_percent(99))}) {
    CHECK_FALSE(wrong.is_proved_on_domain());
  }
}

}  // namespace
}  // namespace benignity
