#include <catch2/catch.hpp>

#include "tests/verify/claims/lemma/small_design.hpp"

namespace benignity {
namespace {

TEST_CASE("S6 is certified at every point, its sum as an identity", "[lemma][slow]") {
  const LemmaCertificate certificate = test::certify_small(zero_sum_coefficients_lemma());
  test::check_certified(certificate);
  CHECK(certificate.point_sets.back().name == "identities, T <= 6");
  CHECK(certificate.point_sets.back().counts.equal == 20);
}

TEST_CASE("S6 with a constant wrong by 1% either way is a certified violation", "[lemma][slow]") {
  const Lemma lemma = zero_sum_coefficients_lemma();
  for (const int percent : {99, 101}) {
    test::check_caught(lemma, "s_t (gamma_t - f) >= its lower bound", test::Bound::lower,
                       test::times_percent(percent));
    test::check_caught(lemma, "s_t (gamma_t - f) <= its upper bound", test::Bound::upper,
                       test::times_percent(percent));
  }
}

TEST_CASE("S6's sum is 0 to every digit: 10^-30 beside it is a certified violation", "[lemma]") {
  const auto beside = [](const auto& sum) { return sum + 1e-30; };
  const LemmaCertificate certificate =
      test::certify_wrong(zero_sum_coefficients_lemma(), "sum of s_t (gamma_t - f) <= 0",
                          test::Bound::lower, test::error(beside));
  CHECK(certificate.point_sets.back().counts.violated == 20);
  CHECK(certificate.point_sets.back().witness.find("sum of s_t (gamma_t - f) <= 0") == 0);
}

}  // namespace
}  // namespace benignity
