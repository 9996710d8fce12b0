#include "verify/claims/lemma/variance_factor_decay.hpp"

#include <string>

#include <catch2/catch.hpp>

#include "tests/verify/claims/lemma/small_design.hpp"

namespace benignity {
namespace {

struct LowerTooHigh : VarianceFactorDecayBounds {
  template <typename Real>
  static Real lower(const Real& gap) {
    return VarianceFactorDecayBounds::lower(gap) * 101 / 100;
  }
};
struct QuarterTooLow : VarianceFactorDecayBounds {
  template <typename Real>
  static Real upper(const Real& gap) {
    using std::min;
    return min(Real(Real(99) / 400), VarianceFactorDecayBounds::upper(gap));
  }
};
struct ExponentialTooLow : VarianceFactorDecayBounds {
  template <typename Real>
  static Real upper(const Real& gap) {
    using std::abs;
    using std::exp;
    using std::min;
    return min(Real(Real(1) / 4), Real(exp(-abs(gap)) * 99 / 100));
  }
};

TEST_CASE("S4 is certified at every point and proved on its domain", "[lemma]") {
  const LemmaCertificate certificate = certify_variance_factor_decay(test::small_design());
  test::check_certified(certificate);
  CHECK(certificate.is_proved_on_domain());
}

TEST_CASE("S4 with a constant wrong by 1% is a certified violation", "[lemma][slow]") {
  CertificationDesign design = test::small_design();
  design.largest_box_count = 20'000;  // a false statement may leave the proof without an end
  test::check_caught(certify_variance_factor_decay<LowerTooHigh>(design),
                     "s_1 (1 - s_1) >= e^{-|x|}/4");
  test::check_caught(certify_variance_factor_decay<QuarterTooLow>(design),
                     "s_1 (1 - s_1) <= min(1/4, e^{-|x|})");
  const auto certificate = certify_variance_factor_decay<ExponentialTooLow>(design);
  test::check_caught(certificate, "s_1 (1 - s_1) <= min(1/4, e^{-|x|})");

  // The witness reads back to the very point, and repeats the violation there.
  const std::string witness = certificate.witness();
  const std::string key = "attention gap = ";
  const double gap = std::stod(witness.substr(witness.find(key) + key.size()));
  const VarianceFactorDecayLemma<ExponentialTooLow> lemma;
  const PointVerdict verdict = certify_point(lemma, gap, design);
  CHECK(verdict.outcome == Outcome::violated);
  CHECK(witness == verdict.reason + " at " + lemma.describe(gap));
}

}  // namespace
}  // namespace benignity
