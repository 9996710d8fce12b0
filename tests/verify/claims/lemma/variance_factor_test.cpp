#include "verify/claims/lemma/variance_factor.hpp"

#include <catch2/catch.hpp>

#include "tests/verify/claims/lemma/small_design.hpp"

namespace benignity {
namespace {

struct LowerTooHigh : VarianceFactorBounds {
  template <typename Real>
  static Real lower(const Real& smallest, const Real& largest) {
    return VarianceFactorBounds::lower(smallest, largest) * 101 / 100;
  }
};
struct UpperTooLow : VarianceFactorBounds {
  template <typename Real>
  static Real upper(const Real& smallest, const Real& largest) {
    return VarianceFactorBounds::upper(smallest, largest) * 99 / 100;
  }
};

TEST_CASE("S3 is certified at every point and proved on its domain", "[lemma]") {
  const LemmaCertificate certificate = certify_variance_factor(test::small_design());
  test::check_certified(certificate);
  CHECK(certificate.is_proved_on_domain());
  CHECK(certificate.boxes() >= 128);
}

TEST_CASE("S3 with a constant wrong by 1% is a certified violation", "[lemma][slow]") {
  CertificationDesign design = test::small_design();
  design.largest_box_count = 20'000;  // a false statement may leave the proof without an end
  const auto low = certify_variance_factor<LowerTooHigh>(design);
  test::check_caught(low, "s_1 (1 - s_1) >= its lower bound");
  CHECK_FALSE(low.is_proved_on_domain());
  const auto high = certify_variance_factor<UpperTooLow>(design);
  test::check_caught(high, "s_1 (1 - s_1) <= its upper bound");
  CHECK_FALSE(high.is_proved_on_domain());
}

}  // namespace
}  // namespace benignity
