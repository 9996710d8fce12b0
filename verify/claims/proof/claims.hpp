#pragma once

#include <vector>

#include "verify/claims/claim.hpp"

namespace benignity {

// Claims of kind "proof": what they say of a draw is enclosed, theory/README.md section 4b, and no
// probability is involved. Ten draws each, seeds context.seed to context.seed + 9.

/// The paper's three published settings, 1,000 steps.
[[nodiscard]] std::vector<Claim> published_proof_claims();
/// Both parts of the theorem in selection form, at d = 10^10 with every margin above 1.
[[nodiscard]] std::vector<Claim> in_regime_proof_claims();

/// Kind "control": what must lie outside an enclosure. A coefficient of a step moved by
/// `coefficient_error`; a run in double.
struct OutsideDesign {
  double coefficient_error = 1e-12;
};
[[nodiscard]] Claim moved_coefficient_claim(const OutsideDesign& design = {});
[[nodiscard]] Claim double_outside_claim();

/// Battery proof: all of them, the longest first.
[[nodiscard]] std::vector<Claim> proof_claims();

}  // namespace benignity
