#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include "sim/trajectory/settings.hpp"
#include "theory/assumptions/margins.hpp"
#include "theory/setting/parameters.hpp"
#include "verify/claims/claim.hpp"

namespace benignity {

/// n = 20, T = 4, eta = 0.2, rho = 0.1, sigma_w = 1, p0 = 0 at the given kappa and d: at large d a
/// setting in which everything but the mean field's own limit is negligible (|p|^2 grows by a share
/// of about d^-3 of D).
[[nodiscard]] Parameters lazy_setting(double kappa, std::int64_t dimension);

/// The same setting with the step size that leaves the small-step margin at `margin` > 0.
[[nodiscard]] Parameters with_small_step_margin(Parameters parameters, double margin);

/// Where a pass already held before the first step in at least this share of the replicates,
/// training decided nothing: the claim is VACUOUS.
inline constexpr double vacuous_share = 0.1;

/// The margins of the scopes, every constant multiplied by the factor, go into the finding; true,
/// with the verdict OUT_OF_REGIME, where one does not exceed 1. Throws InvalidInput for parameters
/// that validate() refuses.
[[nodiscard]] bool out_of_regime(const Parameters& parameters,
                                 const std::vector<MarginScope>& scopes, Finding& finding,
                                 double constants_factor = 1);

/// The run of one replicate of the claim's seed by the sampled engine, one fresh sample: what a
/// claim about training data and logits alone needs. The parameters go into the report as they are
/// here: what a claim changes in the run afterwards is not seen.
[[nodiscard]] RunSettings run_of(const Parameters& parameters, const ClaimContext& context,
                                 std::uint64_t replicate);

/// The same, recorded before the first step and after the last only.
[[nodiscard]] RunSettings ends_of_run(const Parameters& parameters, const ClaimContext& context,
                                      std::uint64_t replicate);

/// work(i) once for every i in [first, last), in any order and on as many threads as the battery
/// has: what each finds belongs in a place of its own. Throws Interrupted where the claim was
/// interrupted before an i, and what `work` throws.
void over_replicates(const ClaimContext& context, std::int64_t first, std::int64_t last,
                     const std::function<void(std::int64_t)>& work);

/// Number of i in [first, last) for which `holds` is true, run as over_replicates runs.
[[nodiscard]] std::int64_t count_replicates(const ClaimContext& context, std::int64_t first,
                                            std::int64_t last,
                                            const std::function<bool(std::int64_t)>& holds);

/// The error of largest absolute value with its sign, NaN where one is NaN; 0 of none.
[[nodiscard]] double farthest(const std::vector<double>& errors);

}  // namespace benignity
