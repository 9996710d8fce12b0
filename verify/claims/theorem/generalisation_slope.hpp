#pragma once

#include <optional>

#include "verify/claims/claim.hpp"

namespace benignity {

/// What both claims state of e^{1/kappa}'s exponent; a control states something else.
struct GeneralisationSlopeDesign {
  double slope_factor = 1;  ///< of the stated slope
  std::optional<double> stated_exponent =
      std::nullopt;  ///< for the closed form; 1 is e^{1/kappa} itself
};

/// log(generalisation time) is affine in 1/kappa over [1, 8] at the mean field's slope, whatever n,
/// d, alpha and sigma_w.
[[nodiscard]] Claim generalisation_slope_claim(const GeneralisationSlopeDesign& design = {});
/// The exponent of e^{1/kappa} is 2 lambda*/S: it depends on lambda*, T and eta and is not 1.
[[nodiscard]] Claim exponent_constant_claim(const GeneralisationSlopeDesign& design = {});

}  // namespace benignity
