#include "verify/claims/lemma/inverse_bounds.hpp"

#include <catch2/catch.hpp>

#include "tests/verify/claims/lemma/small_design.hpp"

namespace benignity {
namespace {

/// log of the argument times percent/100.
template <typename Real>
Real shifted(const Real& bound, int percent) {
  using std::log;
  return bound + log(Real(percent) / 100);
}
struct UpperTooLow : InverseBounds {
  template <typename Real>
  static Real upper(const Real& growth, std::int64_t tokens) {
    return shifted(InverseBounds::upper(growth, tokens), 99);
  }
};
struct LowerTooHigh : InverseBounds {
  template <typename Real>
  static Real lower(const Real& growth, std::int64_t tokens) {
    return shifted(InverseBounds::lower(growth, tokens), 101);
  }
};
struct SharpTooHigh : InverseBounds {
  template <typename Real>
  static Real sharp_lower(const Real& growth, std::int64_t tokens) {
    return shifted(InverseBounds::sharp_lower(growth, tokens), 101);
  }
};
template <int Percent>
struct SimpleTooHigh : InverseBounds {
  template <typename Real>
  static Real simple_lower(const Real& growth, std::int64_t tokens) {
    return shifted(InverseBounds::simple_lower(growth, tokens), Percent);
  }
};

TEST_CASE("S8 is certified at every point and proved on its domain", "[lemma][slow]") {
  const LemmaCertificate certificate = certify_inverse_bounds(test::small_design());
  test::check_certified(certificate);
  CHECK(certificate.is_proved_on_domain());
  CHECK(certificate.proofs.size() == 24);
}

TEST_CASE("S8 with a constant wrong by 1% is a certified violation", "[lemma][slow]") {
  const CertificationDesign design = test::small_design();
  test::check_caught(certify_inverse_bounds<UpperTooLow>(design), "x <= U");
  test::check_caught(certify_inverse_bounds<LowerTooHigh>(design),
                     "x >= log(N (y - 2U + 1/(y+N)))");
  test::check_caught(certify_inverse_bounds<SharpTooHigh>(design), "x >= log(N y/x*^2)");
}

TEST_CASE("the simple bound of S8 is loose: 6% stay true, 7% are caught", "[lemma][slow]") {
  const CertificationDesign design = test::small_design();
  test::check_certified(certify_inverse_bounds<SimpleTooHigh<106>>(design));
  test::check_caught(certify_inverse_bounds<SimpleTooHigh<107>>(design),
                     "x >= log(N y/(1 + 2N/e))");
}

}  // namespace
}  // namespace benignity
