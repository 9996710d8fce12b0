#pragma once

#include <optional>

#include "verify/claims/claim.hpp"

namespace benignity {

/// A control states something else.
struct ExponentConstantDesign {
  double slope_factor = 1;                               ///< of the closed form
  std::optional<double> stated_exponent = std::nullopt;  ///< in its stead; 1 is e^{1/kappa} itself
};

/// The exponent of e^{1/kappa} is 2 lambda*/S: it depends on lambda*, T and eta and is not 1.
[[nodiscard]] Claim exponent_constant_claim(const ExponentConstantDesign& design = {});

}  // namespace benignity
