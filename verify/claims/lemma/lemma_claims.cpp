#include "verify/claims/lemma/lemma_claims.hpp"

#include <string>

#include "verify/claims/lemma/comparison.hpp"
#include "verify/claims/lemma/inverse_bounds.hpp"
#include "verify/claims/lemma/logistic_slope.hpp"
#include "verify/claims/lemma/other_token_bounds.hpp"
#include "verify/claims/lemma/relevant_token_bounds.hpp"
#include "verify/claims/lemma/vanishing_update.hpp"
#include "verify/claims/lemma/variance_factor.hpp"
#include "verify/claims/lemma/variance_factor_decay.hpp"
#include "verify/claims/lemma/zero_sum_coefficients.hpp"

namespace benignity {
namespace {

using Certify = LemmaCertificate (*)(const CertificationDesign& design);

struct LemmaText {
  const char* name;
  const char* statement;
  const char* equation;
  const char* hypotheses;
};

Claim lemma(const LemmaText& text, Certify certify) {
  return {{std::string("lemma.") + text.name, text.statement,
           std::string("[derived] theory/README.md ") + text.equation, "lemma", text.hypotheses,
           "interval arithmetic (MPFI) at growing precision until decided: 10^5 Sobol points with "
           "T <= 32, 100 up to T = 10^6, adversarial points; equality decided as an identity of "
           "formal exponential sums; branch and bound where at most three variables are compact",
           "theory", "interval"},
          Decision::arithmetic,
          [certify](const ClaimContext& context) {
            throw_if_interrupted(context);
            return lemma_finding(certify({}));
          }};
}

}  // namespace

Finding lemma_finding(const LemmaCertificate& certificate) {
  const OutcomeCounts counts = certificate.counts();
  const auto number = [](std::int64_t count) { return static_cast<double>(count); };
  Finding finding;
  finding.replicates = counts.total();
  finding.measurements = {
      {"points not certified", 0.0, number(counts.violated + counts.undecided), {0.0, 0.0}},
      {"certified points", std::nullopt, number(counts.certified), {1.0, std::nullopt}},
      {"points of equality, by identity", std::nullopt, number(counts.equal), {}},
      {"violated points", 0.0, number(counts.violated), {0.0, 0.0}},
      {"undecided points", 0.0, number(counts.undecided), {0.0, 0.0}},
      {"boxes of the domain proof", std::nullopt, number(certificate.boxes()), {}}};
  finding.explanation = certificate.witness();
  if (certificate.is_certified()) {
    finding.verdict = Verdict::pass;
    finding.explanation = certificate.is_proved_on_domain()
                              ? "certified, and proved on the whole domain"
                              : "certified";
  } else if (counts.violated > 0) {
    finding.verdict = Verdict::fail;
  } else {
    finding.verdict = Verdict::inconclusive;
    finding.explanation = "some points or boxes stayed undecided";
  }
  return finding;
}

std::vector<Claim> lemma_claims() {
  return {
      lemma({"zero_sum_coefficients",
             "sum_t s_t (gamma_t - f) = 0, and each s_t (gamma_t - f) lies between s_t (1 - s_t) "
             "times gamma_t minus the largest and the least other head value",
             "(8.12), (8.13)", "any gaps and head values"},
            certify_zero_sum_coefficients),
      lemma({"other_token_bounds",
             "1/(1 + e^L_t + (T-2) e^(L_t - L_min)) <= s_t <= the same with L_max", "(8.4)",
             "gaps L_t = a_1 - a_t"},
            certify_other_token_bounds),
      lemma({"relevant_token_bounds", "sigma(L_min - log N) <= s_1 <= sigma(L_max - log N)",
             "(8.2)", "gaps L_t = a_1 - a_t, N = T - 1"},
            certify_relevant_token_bounds),
      lemma({"comparison",
             "c_lo tau (1 - e^-d)/d <= G(L_tau) - G(L_0) <= c_hi tau (e^d - 1)/d with d = c_hi/4",
             "(8.18), (8.19)",
             "c_lo h(L) <= L' - L <= c_hi h(L) at every step, 0 <= c_lo <= c_hi, h = 1/G'"},
            certify_comparison),
      lemma({"inverse_bounds", "upper and lower bounds of G^-1(y)", "(8.20) to (8.23)",
             "y >= 1/N - N for the upper bound; where the argument is positive for the lower ones"},
            certify_inverse_bounds),
      lemma({"variance_factor",
             "s_1 (1 - s_1) = 1/(2 + 2 cosh L), unimodal in the attention gap L: bounds over an "
             "interval of L",
             "(8.7)", "an interval of the attention gap"},
            certify_variance_factor),
      lemma({"variance_factor_decay", "e^-|L|/4 <= s_1 (1 - s_1) <= min(1/4, e^-|L|)", "(8.8)",
             "the attention gap L"},
            certify_variance_factor_decay),
      lemma(
          {"vanishing_update",
           "|s_t (gamma_t - f)| <= min(s_t, 1 - s_t) range(gamma), and s (1 - s) is min(s, 1 - s) "
           "within a factor of 2 and e^-|x| within a relative 2 e^-|x|",
           "(8.24) to (8.26)", "any gaps and head values; x = log(s/(1 - s))"},
          certify_vanishing_update),
      lemma({"logistic_slope", "1/(1 + e^B) <= -l'(z) <= 1/(1 + e^-B) for |z| <= B", "(8.10)",
             "B >= 0"},
            certify_logistic_slope)};
}

}  // namespace benignity
