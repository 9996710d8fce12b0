#pragma once

#include <cstdint>

#include "verify/claims/claim.hpp"

namespace benignity {

/// The attention gradient against finite differences of the loss at 100 digits.
[[nodiscard]] Claim attention_gradient_claim();
/// The poster's two-layer gradient against finite differences at 100 digits.
[[nodiscard]] Claim two_layer_gradient_claim();
/// Gram space shows the explicit trajectory: every logit at 50 digits.
[[nodiscard]] Claim gram_equals_dense_claim();
/// Gram descent in double against its 50-digit shadow at the paper's size.
[[nodiscard]] Claim double_shadow_claim(int steps = 1000);
/// One step is a congruence, with the determinant and trace identities.
[[nodiscard]] Claim congruence_claim();
/// (W, p) rebuilt from Gram space.
[[nodiscard]] Claim rebuilt_parameters_claim();
/// `sampled` draws what `gram` computes.
struct SampledLawDesign {
  std::uint64_t draws = 4000;      ///< of each engine
  std::int64_t extra_degrees = 0;  ///< of freedom, given to `sampled` only: for a control
};
[[nodiscard]] Claim sampled_law_claim(const SampledLawDesign& choice = {});
/// The same for whole runs, stopping times included.
[[nodiscard]] Claim sampled_run_law_claim();
/// A fresh sample at several times of one run, from normals and from explicit tokens.
[[nodiscard]] Claim test_law_across_times_claim();
/// Gradient descent tends to the flow at rate alpha.
struct FlowRateDesign {
  double exponent = 1;  ///< stated; a control states another
};
[[nodiscard]] Claim flow_rate_claim(const FlowRateDesign& design = {});
/// What the flow conserves, and how descent departs from it.
[[nodiscard]] Claim flow_invariants_claim();

}  // namespace benignity
