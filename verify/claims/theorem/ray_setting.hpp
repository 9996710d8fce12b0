#pragma once

#include <cstdint>
#include <optional>

#include "theory/assumptions/margins.hpp"
#include "theory/parameters.hpp"
#include "verify/claims/claim.hpp"

namespace benignity {

/// What is held fixed while kappa moves by |mu|: rho = 0.1 unless said, sigma_w = 1/sqrt(3d) times
/// a factor, p0 = 0, |nu| = 1/|mu|, and a step size that leaves the small-step margin where it is
/// told to. At d = 10^10 every margin of part 2 then exceeds 1 down to kappa = 1/8.
struct RaySetting {
  std::int64_t samples = 20;
  std::int64_t tokens = 4;
  std::int64_t dimension = 10'000'000'000;
  double label_noise = 0.2;
  double weak_signal = 0.1;
  double init_weight_factor = 1;
  double small_step_margin = 1.5;
  std::optional<double> target_gap = std::nullopt;
};

[[nodiscard]] Parameters ray_parameters(const RaySetting& setting, double kappa);

/// The margins of the scopes go into the finding; true, with the verdict OUT_OF_REGIME, where one
/// does not exceed 1.
[[nodiscard]] bool out_of_regime(const Parameters& parameters,
                                 const std::vector<MarginScope>& scopes, Finding& finding);

}  // namespace benignity
