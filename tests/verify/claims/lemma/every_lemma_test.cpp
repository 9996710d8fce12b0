
#include <catch2/catch.hpp>

#include "verify/claims/lemma/comparison.hpp"
#include "verify/claims/lemma/inverse_bounds.hpp"
#include "verify/claims/lemma/logistic_slope.hpp"
#include "verify/claims/lemma/other_token_bounds.hpp"
#include "verify/claims/lemma/relevant_token_bounds.hpp"
#include "verify/claims/lemma/variance_factor.hpp"
#include "verify/claims/lemma/variance_factor_decay.hpp"
#include "verify/claims/lemma/zero_sum_coefficients.hpp"

namespace benignity {
namespace {

TEST_CASE("every lemma is certified at the full design: 10^5 points with T <= 32, T up to 10^6",
          "[lemma][slow]") {
  const CertificationDesign design;
  CHECK(design.quasi_random_points >= 100'000);
  CHECK(design.many_token_points >= 100);
  CHECK(design.largest_tokens == 1'000'000);
  for (const LemmaCertificate& certificate :
       {certify_relevant_token_bounds(design), certify_other_token_bounds(design),
        certify_variance_factor(design), certify_variance_factor_decay(design),
        certify_logistic_slope(design), certify_zero_sum_coefficients(design),
        certify_comparison(design), certify_inverse_bounds(design)}) {
    INFO(certificate.lemma << ": " << certificate.witness());
    CHECK(certificate.counts().total() >= 100'000);
    CHECK(certificate.is_certified());
  }
}

}  // namespace
}  // namespace benignity
