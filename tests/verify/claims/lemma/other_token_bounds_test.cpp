#include "verify/claims/lemma/other_token_bounds.hpp"

#include <catch2/catch.hpp>

#include "tests/verify/claims/lemma/small_design.hpp"

namespace benignity {
namespace {

struct LowerTooHigh : OtherTokenBounds {
  template <typename Real>
  static Real lower(const Real& gap, const Real& extreme, std::int64_t tokens) {
    return OtherTokenBounds::lower(gap, extreme, tokens) * 101 / 100;
  }
};
struct UpperTooLow : OtherTokenBounds {
  template <typename Real>
  static Real upper(const Real& gap, const Real& extreme, std::int64_t tokens) {
    return OtherTokenBounds::upper(gap, extreme, tokens) * 99 / 100;
  }
};

TEST_CASE("S2 is certified at every point", "[lemma][slow]") {
  test::check_certified(certify_other_token_bounds(test::small_design()));
}

TEST_CASE("S2 with a constant wrong by 1% is a certified violation", "[lemma][slow]") {
  const CertificationDesign design = test::small_design();
  test::check_caught(certify_other_token_bounds<LowerTooHigh>(design), "s_t >= its lower bound");
  test::check_caught(certify_other_token_bounds<UpperTooLow>(design), "s_t <= its upper bound");
}

}  // namespace
}  // namespace benignity
