#pragma once

#include <cstdint>

#include "sim/trajectory/result.hpp"
#include "theory/setting/parameters.hpp"
#include "theory/single_head_attention/two_steps.hpp"
#include "verify/claims/claim.hpp"

namespace benignity {

/// The step ratio at which a gap of size 1 in units of alpha u sigma_eps^2 d/(8n), those of
/// theory/single_head_attention/README.md (T5), is a logit gap of `unit`.
[[nodiscard]] double step_ratio_for_gaps(double unit, double first_step_unit);

/// T = 2, a relevant token without noise, W = I, nu = p = 0, both trained for two steps; classes
/// balanced and ceil(n eta) flips, n eta an even number.
[[nodiscard]] Parameters two_step_parameters(const TwoStepSetting& setting, std::int64_t samples,
                                             std::int64_t dimension);

/// The run of one replicate of the claim's seed by the sampled engine.
[[nodiscard]] Trajectory run_two_steps(const Parameters& parameters, const ClaimContext& context,
                                       std::uint64_t replicate, std::int64_t test_samples);

}  // namespace benignity
