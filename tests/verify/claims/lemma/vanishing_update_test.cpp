#include "verify/claims/lemma/vanishing_update.hpp"

#include <catch2/catch.hpp>

#include "tests/verify/claims/lemma/small_design.hpp"

namespace benignity {
namespace {

struct LowerTooHigh : VanishingUpdateBounds {
  template <typename Real>
  static Real lower(const Real& gap) {
    return VanishingUpdateBounds::lower(gap) * 101 / 100;
  }
};
struct UpperTooLow : VanishingUpdateBounds {
  template <typename Real>
  static Real upper(const Real& gap) {
    return VanishingUpdateBounds::upper(gap) * 99 / 100;
  }
};
struct RateTooHigh : VanishingUpdateBounds {
  template <typename Real>
  static Real rate_lower(const Real& gap) {
    return VanishingUpdateBounds::rate_lower(gap) * 101 / 100;
  }
};
struct ContributionTooLow : VanishingUpdateBounds {
  template <typename Real>
  static Real contribution(const Real& share, const Real& range) {
    return VanishingUpdateBounds::contribution(share, range) * 99 / 100;
  }
};

TEST_CASE("the vanishing update is certified at every point and proved on its domain",
          "[lemma][slow]") {
  const LemmaCertificate certificate = certify_vanishing_update(test::small_design());
  test::check_certified(certificate);
  CHECK(certificate.is_proved_on_domain());
}

TEST_CASE("the vanishing update with a constant wrong by 1% is a certified violation",
          "[lemma][slow]") {
  CertificationDesign design = test::small_design();
  design.largest_box_count = 20'000;  // a false statement may leave the proof without an end
  test::check_caught(certify_vanishing_update<LowerTooHigh>(design),
                     "s (1 - s) >= min(s, 1 - s)/2");
  test::check_caught(certify_vanishing_update<UpperTooLow>(design), "s (1 - s) <= min(s, 1 - s)");
  test::check_caught(certify_vanishing_update<RateTooHigh>(design),
                     "s (1 - s) >= e^{-|x|} (1 - 2 e^{-|x|})");
  CHECK(certify_vanishing_update<ContributionTooLow>(design).counts().violated > 0);
}

}  // namespace
}  // namespace benignity
