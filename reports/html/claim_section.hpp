#pragma once

#include <span>
#include <string>

#include "reports/figures/draw.hpp"
#include "verify/result/claim_result.hpp"

namespace benignity {

/// One claim of the page: a line with verdict, id and what was observed, which opens onto the rest.
/// Open from the start where the claim did not pass. `pictures` are those of the claim's figures.
[[nodiscard]] std::string claim_section(const ClaimResult& claim,
                                        std::span<const Picture> pictures);

}  // namespace benignity
