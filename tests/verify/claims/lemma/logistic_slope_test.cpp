#include "verify/claims/lemma/logistic_slope.hpp"

#include <catch2/catch.hpp>

#include "tests/verify/claims/lemma/small_design.hpp"

namespace benignity {
namespace {

struct LowerTooHigh : LogisticSlopeBounds {
  template <typename Real>
  static Real lower(const Real& largest_margin) {
    return LogisticSlopeBounds::lower(largest_margin) * 101 / 100;
  }
};
struct UpperTooLow : LogisticSlopeBounds {
  template <typename Real>
  static Real upper(const Real& largest_margin) {
    return LogisticSlopeBounds::upper(largest_margin) * 99 / 100;
  }
};

TEST_CASE("S5 is certified at every point and proved on its domain", "[lemma]") {
  const LemmaCertificate certificate = certify_logistic_slope(test::small_design());
  test::check_certified(certificate);
  CHECK(certificate.is_proved_on_domain());
}

TEST_CASE("S5 with a constant wrong by 1% is a certified violation", "[lemma]") {
  const CertificationDesign design = test::small_design();
  test::check_caught(certify_logistic_slope<LowerTooHigh>(design), "-l'(z) >= 1/(1 + e^B)");
  test::check_caught(certify_logistic_slope<UpperTooLow>(design), "-l'(z) <= 1/(1 + e^{-B})");
}

}  // namespace
}  // namespace benignity
