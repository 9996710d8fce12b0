#include "verify/claims/lemma/relevant_token_bounds.hpp"

#include <catch2/catch.hpp>

#include "tests/verify/claims/lemma/small_design.hpp"

namespace benignity {
namespace {

struct LowerTooHigh : RelevantTokenBounds {
  template <typename Real>
  static Real lower(const Real& gap, std::int64_t tokens) {
    return RelevantTokenBounds::lower(gap, tokens) * 101 / 100;
  }
};
struct UpperTooLow : RelevantTokenBounds {
  template <typename Real>
  static Real upper(const Real& gap, std::int64_t tokens) {
    return RelevantTokenBounds::upper(gap, tokens) * 99 / 100;
  }
};
/// log(T-1) replaced by log(0.99 (T-1)) in the lower bound.
struct CentreTooLow : RelevantTokenBounds {
  template <typename Real>
  static Real lower(const Real& gap, std::int64_t tokens) {
    using std::exp;
    return 1 / (1 + Real(99) / 100 * Real(tokens - 1) * exp(-gap));
  }
};

TEST_CASE("S1 is certified at every point", "[lemma][slow]") {
  test::check_certified(certify_relevant_token_bounds(test::small_design()));
}

TEST_CASE("S1 with a constant wrong by 1% is a certified violation", "[lemma][slow]") {
  const CertificationDesign design = test::small_design();
  test::check_caught(certify_relevant_token_bounds<LowerTooHigh>(design), "s_1 >= its lower bound");
  test::check_caught(certify_relevant_token_bounds<UpperTooLow>(design), "s_1 <= its upper bound");
  test::check_caught(certify_relevant_token_bounds<CentreTooLow>(design), "s_1 >= its lower bound");
}

TEST_CASE("S1 at ties holds as an identity, not by digits", "[lemma]") {
  const RelevantTokenLemma<RelevantTokenBounds> lemma;
  const GapPoint tied{{0.3, 0.3, 0.3}, {}, 0};
  CHECK(certify_point(lemma, tied, test::small_design()).outcome == Outcome::equal);
  const GapPoint nearly{{0.3, 0.3, 0.30000000000000004}, {}, 0};
  CHECK(certify_point(lemma, nearly, test::small_design()).outcome == Outcome::certified);
}

}  // namespace
}  // namespace benignity
