#include <string>

#include "verify/claims/lemma/claims.hpp"

namespace benignity {
namespace {

Claim lemma_claim(const Lemma& lemma) {
  return {{std::string("lemma.") + lemma.text.name, lemma.text.statement,
           std::string("[derived] theory/README.md ") + lemma.text.equation, "lemma",
           lemma.text.hypotheses,
           "interval arithmetic (MPFI) at growing precision until decided: 10^5 Sobol points with "
           "T <= 32, 100 up to T = 10^6, adversarial points; equality decided as an identity of "
           "formal exponential sums; branch and bound where at most three variables are compact",
           "theory", "interval"},
          Decision::arithmetic,
          [trial = lemma.trial](const ClaimContext& context) {
            throw_if_interrupted(context);
            const CertificationDesign design;
            return lemma_finding(certify(trial(design), design));
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
  std::vector<Claim> claims;
  for (const Lemma& lemma :
       {zero_sum_coefficients_lemma(), other_token_bounds_lemma(), relevant_token_bounds_lemma(),
        comparison_lemma(), inverse_bounds_lemma(), variance_factor_lemma(),
        variance_factor_decay_lemma(), vanishing_update_lemma(), logistic_slope_lemma()}) {
    claims.push_back(lemma_claim(lemma));
  }
  return claims;
}

}  // namespace benignity
