#pragma once

#include <vector>

#include "verify/claims/claim.hpp"
#include "verify/claims/controls/control.hpp"

namespace benignity {

/// What a control changes in the law that the measurement is asked to find again.
struct MeasuredLawDesign {
  double noise_factor = 1;  ///< of the standard deviation that is called true
};

/// `measure` finds the parameters of a known law again.
[[nodiscard]] Claim measured_law_claim(const MeasuredLawDesign& design = {});

/// What the full battery has of this folder: claims that need no data of a package.
[[nodiscard]] std::vector<Claim> given_data_beyond_standard();
/// The negative controls of this folder.
[[nodiscard]] std::vector<Mutant> given_data_mutants();

}  // namespace benignity
