#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include "verify/certification/lemma_trial.hpp"
#include "verify/claims/claim.hpp"

namespace benignity {

/// What a lemma of theory/README.md section 8 says.
struct LemmaText {
  const char* name;  ///< the claim is lemma.NAME
  const char* statement;
  const char* equation;  ///< "(8.2)"
  const char* hypotheses;
};

/// A lemma with the points and domains at which it is tried.
struct Lemma {
  LemmaText text;
  std::function<LemmaTrial(const CertificationDesign& design)> trial;
};

[[nodiscard]] Lemma relevant_token_bounds_lemma();  ///< S1
[[nodiscard]] Lemma other_token_bounds_lemma();     ///< S2
[[nodiscard]] Lemma variance_factor_lemma();        ///< S3
[[nodiscard]] Lemma variance_factor_decay_lemma();  ///< S4
[[nodiscard]] Lemma logistic_slope_lemma();         ///< S5
[[nodiscard]] Lemma zero_sum_coefficients_lemma();  ///< S6
[[nodiscard]] Lemma comparison_lemma();             ///< S7
[[nodiscard]] Lemma vanishing_update_lemma();

/// The constants of S8; a control changes one.
struct InverseBoundsConstants {
  int gap_factor = 2;             ///< of U in log(N (y - 2U + 1/(y+N)))
  std::int64_t extra_tokens = 0;  ///< tokens that G has beyond T in the sharp bound
};
[[nodiscard]] Lemma inverse_bounds_lemma(const InverseBoundsConstants& constants = {});  ///< S8

/// These nine, one claim each: certified in interval arithmetic at 10^5 points, proved by branch
/// and bound where the domain is compact and has at most three variables.
[[nodiscard]] std::vector<Claim> lemma_claims();

/// Lemma S9: the explicit bounds of theory/README.md section 8b.
[[nodiscard]] Claim concentration_claim();

/// Lemma S7 on gradient descent.
[[nodiscard]] Claim comparison_on_trajectories_claim();

/// What a certificate decides: FAIL where a point is certainly violated.
[[nodiscard]] Finding lemma_finding(const LemmaCertificate& certificate);

}  // namespace benignity
