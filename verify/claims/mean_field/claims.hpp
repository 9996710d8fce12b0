#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "verify/claims/claim.hpp"

namespace benignity {

/// The mean field's event times against the sampled engine at d = 10^10. A control multiplies the
/// predicted times by a factor other than 1.
[[nodiscard]] Claim mean_field_event_times_claim(double time_factor = 1);
/// Fit, select and generalise from 1/kappa = 6 to kappa = 80 at d = 10^10, by the flow. A
/// control multiplies the predicted times.
[[nodiscard]] Claim mean_field_log_times_claim(double time_factor = 1);
/// The flow tends to the mean field like d^(-1/2).
struct FlowLimitDesign {
  double exponent = -0.5;  ///< stated; a control states another
};
[[nodiscard]] Claim flow_limit_claim(const FlowLimitDesign& design = {});
/// The benign exponent, measured against its closed form.
struct BenignSlopeDesign {
  double slope_factor = 1;  ///< of the closed form; of a control
};
[[nodiscard]] Claim benign_slope_claim(const BenignSlopeDesign& design = {});
/// log t_exit grows with kappa at the closed form's rate.
struct ExitLawDesign {
  double rate_factor = 1;  ///< of the closed form; of a control
};
[[nodiscard]] Claim exit_law_claim(const ExitLawDesign& design = {});
/// The paper's (2000, 20), where H and q grow.
struct SecondOrderDesign {
  double growth_factor = 1;  ///< 0: the lazy mean field; of a control
};
[[nodiscard]] Claim second_order_claim(const SecondOrderDesign& design = {});
/// On which kappa a map of train losses at a given step turns, against (7b.10).
struct MapBoundaryDesign {
  double boundary_factor = 1;  ///< of the predicted kappa
};
[[nodiscard]] Claim map_boundary_claim(const MapBoundaryDesign& design = {});
/// The paper's three settings against the published accuracies.
struct PublishedSettingsDesign {
  std::vector<std::int64_t> dimensions = {1000, 2000, 4500};  ///< of the settings that are run
  double test_accuracy_shift = 0;  ///< of the figure printed for (4500, 5); of a control
};
[[nodiscard]] Claim published_settings_claim(const PublishedSettingsDesign& design = {});

/// The softmax curves of clean and noisy samples at the paper's three settings, as envelopes over
/// seeds.
struct PublishedDynamicsDesign {
  double weight_variance_factor = 1;  ///< of the judged runs' initial weights; of a control
};
[[nodiscard]] Claim published_dynamics_claim(const PublishedDynamicsDesign& design = {});
/// The replicates of one of the three settings: of the envelope's runs, then of those it judges. No
/// two settings share one, so that the numbers outside are independent and their tails convolve.
[[nodiscard]] std::vector<std::uint64_t> published_dynamics_replicates(std::size_t setting);
/// P[FAIL] of the design where each judged run is outside with the lower 95% bound of the share
/// that `finding` observed.
[[nodiscard]] double power_of_envelope(const Finding& finding);

}  // namespace benignity
