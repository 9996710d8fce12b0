#pragma once

#include <cstdint>

#include "theory/existence/query_window.hpp"
#include "verify/result/figure.hpp"

namespace benignity {

/// The tokens that the constructed query selects, in the (mu_+1, mu_-1) plane: one training set and
/// fresh samples at half of not_overfitting_end, at the geometric middle of the benign window and
/// at ten times harmful_start, all of which must exist.
[[nodiscard]] Figure selected_tokens_figure(const Parameters& parameters, const QueryWindow& window,
                                            std::uint64_t seed);

}  // namespace benignity
