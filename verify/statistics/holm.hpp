#pragma once

#include <cstddef>
#include <vector>

namespace benignity {

/// Holm's step-down adjustment (Holm 1979): with p_(1) <= p_(2) <= ..., the adjusted value of p_(k)
/// is max_{j <= k} min(1, (family_size - j + 1) p_(j)). Rejecting where it is <= alpha keeps the
/// family-wise error at alpha under any dependence. `family_size` counts tests that were planned
/// but not run as p = 1; it is at least p_values.size(), otherwise std::domain_error, as for a p
/// outside [0, 1].
[[nodiscard]] std::vector<double> holm_adjusted(const std::vector<double>& p_values,
                                                std::size_t family_size);

}  // namespace benignity
