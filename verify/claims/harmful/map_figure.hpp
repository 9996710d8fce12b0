#pragma once

#include <vector>

#include "verify/claims/harmful/error_map.hpp"
#include "verify/result/figure.hpp"

namespace benignity {

/// Test accuracy over (|mu|, d) at both epochs, with the |mu| below which both noises, the head's
/// alone or memorisation exceed delta. `cells` are cells_of(design), observed.
[[nodiscard]] Figure harmful_map_figure(const HarmfulDesign& design,
                                        const std::vector<ErrorCell>& cells);

}  // namespace benignity
