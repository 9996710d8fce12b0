#include "verify/claims/lemma/comparison.hpp"

#include <catch2/catch.hpp>

#include "tests/verify/claims/lemma/small_design.hpp"

namespace benignity {
namespace {

struct LowerTooHigh : ComparisonBounds {
  template <typename Real>
  static Real lower(const StepRates<Real>& rates, std::int64_t steps) {
    return ComparisonBounds::lower(rates, steps) * 101 / 100;
  }
};
struct PastCentreTooHigh : ComparisonBounds {
  template <typename Real>
  static Real lower_past_centre(const StepRates<Real>& rates, std::int64_t steps,
                                const Real& first_gap, std::int64_t tokens) {
    return ComparisonBounds::lower_past_centre(rates, steps, first_gap, tokens) * 101 / 100;
  }
};
struct UpperTooLow : ComparisonBounds {
  template <typename Real>
  static Real upper(const StepRates<Real>& rates, std::int64_t steps) {
    return ComparisonBounds::upper(rates, steps) * 99 / 100;
  }
};

TEST_CASE("S7 is certified on trajectories and proved for every single step", "[lemma][slow]") {
  const LemmaCertificate certificate = certify_comparison(test::small_design());
  test::check_certified(certificate);
  CHECK(certificate.is_proved_on_domain());
}

TEST_CASE("S7 with a constant wrong by 1% is a certified violation", "[lemma][slow]") {
  CertificationDesign design = test::small_design();
  design.largest_box_count = 1'000;
  test::check_caught(certify_comparison<LowerTooHigh>(design), "growth >= lower envelope");
  test::check_caught(certify_comparison<PastCentreTooHigh>(design),
                     "growth past log(T-1) >= c_lo tau");
  test::check_caught(certify_comparison<UpperTooLow>(design), "growth <= upper envelope");
}

}  // namespace
}  // namespace benignity
