#include "verify/claims/lemma/zero_sum_coefficients.hpp"

#include <catch2/catch.hpp>

#include "tests/verify/claims/lemma/small_design.hpp"

namespace benignity {
namespace {

template <int Percent>
struct LowerTimes : ZeroSumBounds {
  template <typename Real>
  static Real lower(const Real& variance, const Real& own, const Real& largest) {
    return ZeroSumBounds::lower(variance, own, largest) * Percent / 100;
  }
};
template <int Percent>
struct UpperTimes : ZeroSumBounds {
  template <typename Real>
  static Real upper(const Real& variance, const Real& own, const Real& smallest) {
    return ZeroSumBounds::upper(variance, own, smallest) * Percent / 100;
  }
};
/// s_t (gamma_t - 1.01 f) in place of s_t (gamma_t - f).
struct MeanTooLarge : ZeroSumBounds {
  template <typename Real>
  static Real coefficient(TokenGaps<Real> gaps, std::span<const Real> head_values,
                          std::size_t token) {
    const std::vector<Real> weights = token_weights(gaps);
    Real total = Real(0);
    Real mean = Real(0);
    for (std::size_t u = 0; u < weights.size(); ++u) {
      total = total + weights[u];
      mean = mean + weights[u] * head_values[u];
    }
    return weights[token] / total * (head_values[token] - mean / total * 101 / 100);
  }
};

TEST_CASE("S6 is certified at every point, its sum as an identity", "[lemma][slow]") {
  const LemmaCertificate certificate = certify_zero_sum_coefficients(test::small_design());
  test::check_certified(certificate);
  CHECK(certificate.point_sets.back().name == "identities, T <= 6");
  CHECK(certificate.point_sets.back().counts.equal == 20);
}

TEST_CASE("S6 with a constant wrong by 1% either way is a certified violation", "[lemma][slow]") {
  const CertificationDesign design = test::small_design();
  test::check_caught(certify_zero_sum_coefficients<LowerTimes<99>>(design),
                     "s_t (gamma_t - f) >= its lower bound");
  test::check_caught(certify_zero_sum_coefficients<LowerTimes<101>>(design),
                     "s_t (gamma_t - f) >= its lower bound");
  test::check_caught(certify_zero_sum_coefficients<UpperTimes<99>>(design),
                     "s_t (gamma_t - f) <= its upper bound");
  test::check_caught(certify_zero_sum_coefficients<UpperTimes<101>>(design),
                     "s_t (gamma_t - f) <= its upper bound");
  const LemmaCertificate mean = certify_zero_sum_coefficients<MeanTooLarge>(design);
  // The first point of the sequence is the centre, where f = 0.
  CHECK(mean.point_sets.back().counts.violated == 19);
  CHECK(mean.point_sets.back().witness.find("sum of s_t (gamma_t - f)") == 0);
}

}  // namespace
}  // namespace benignity
