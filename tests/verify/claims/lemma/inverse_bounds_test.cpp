#include <string>
#include <type_traits>

#include <catch2/catch.hpp>

#include "tests/verify/claims/lemma/small_design.hpp"

namespace benignity {
namespace {

/// log of the argument times percent/100.
test::Error argument_times_percent(int percent) {
  return test::error([percent](const auto& bound) {
    return bound + log(std::decay_t<decltype(bound)>(percent) / 100);
  });
}

TEST_CASE("S8 is certified at every point and proved on its domain", "[lemma][slow]") {
  const LemmaCertificate certificate = test::certify_small(inverse_bounds_lemma());
  test::check_certified(certificate);
  CHECK(certificate.is_proved_on_domain());
  CHECK(certificate.proofs.size() == 24);
}

TEST_CASE("S8 with a constant wrong by 1% is a certified violation", "[lemma][slow]") {
  const Lemma lemma = inverse_bounds_lemma();
  test::check_caught(lemma, "x <= U", test::Bound::upper, argument_times_percent(99));
  test::check_caught(lemma, "x >= log(N y/x*^2)", test::Bound::lower, argument_times_percent(101));
  const LemmaCertificate lower = test::certify_wrong(
      lemma, "x >= log(N (y - 2U + 1/(y+N)))", test::Bound::lower, argument_times_percent(101));
  CHECK(lower.counts().violated > 0);
  CHECK(lower.witness().find("x >= log(N (y - 2U + 1/(y+N))) is certainly false") == 0);
  // Its domain proof is of the exponential.
  CHECK_FALSE(test::certify_wrong(lemma, "N (y - 2U + 1/(y+N)) <= e^x", test::Bound::lower,
                                  test::times_percent(101))
                  .is_proved_on_domain());
}

TEST_CASE("the simple bound of S8 is loose: 6% stay true, 7% are caught", "[lemma][slow]") {
  const Lemma lemma = inverse_bounds_lemma();
  const std::string simple = "x >= log(N y/(1 + 2N/e))";
  const CertificationDesign design = test::small_design();
  const LemmaTrial loose = test::with_wrong_bound(lemma.trial(design), simple, test::Bound::lower,
                                                  argument_times_percent(106));
  test::check_certified(certify(loose, design));
  test::check_caught(lemma, simple, test::Bound::lower, argument_times_percent(107));
}

TEST_CASE("S8 with another constant in G is a certified violation", "[lemma][slow]") {
  for (const InverseBoundsConstants& constants :
       {InverseBoundsConstants{.gap_factor = -2}, InverseBoundsConstants{.extra_tokens = 1}}) {
    CertificationDesign design = test::small_design();
    design.largest_box_count = 1'000;
    const LemmaCertificate certificate =
        certify(inverse_bounds_lemma(constants).trial(design), design);
    CHECK(certificate.counts().violated > 0);
    CHECK_FALSE(certificate.is_certified());
  }
}

}  // namespace
}  // namespace benignity
