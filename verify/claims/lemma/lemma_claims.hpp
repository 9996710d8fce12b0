#pragma once

#include <vector>

#include "verify/certification/lemma_certificate.hpp"
#include "verify/claims/claim.hpp"

namespace benignity {

/// Lemmas S1 to S8 of theory/README.md section 8 and the vanishing update, one claim each:
/// certified in interval arithmetic at 10^5 points, proved by branch and bound where the domain is
/// compact and has at most three variables.
[[nodiscard]] std::vector<Claim> lemma_claims();

/// What a certificate decides: FAIL where a point is certainly violated.
[[nodiscard]] Finding lemma_finding(const LemmaCertificate& certificate);

}  // namespace benignity
