#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include "theory/existence/query_window.hpp"
#include "verify/claims/claim.hpp"
#include "verify/result/figure.hpp"

namespace benignity {

/// The sweep of the existence claim: n = 10, 20, 40 by d = 2*10^7, 10^8, 10^10, with |mu| = 100,
/// T = 4, rho = 0.1, eta = 0.2, delta = 0.1.
[[nodiscard]] std::vector<Parameters> existence_settings();

/// "For every scale s of the window's three ranges the constructed query does what its range
/// promises", over `settings`, with the window that `window_of` computes.
struct ExistenceTrial {
  std::vector<Parameters> settings;
  std::function<QueryWindow(const Parameters&)> window_of;
};

/// A replicate counts as a success where every promise holds at every scale tried; 96 replicates a
/// setting, doubled at most twice. PASS where every setting passes, FAIL where one is rejected
/// (joint_decision).
/// OUT_OF_REGIME where a window lacks an end or is closed.
[[nodiscard]] Finding decide(const ExistenceTrial& trial, const ClaimContext& context);

/// The tokens that the constructed query selects, in the (mu_+1, mu_-1) plane: one training set and
/// fresh samples at half of not_overfitting_end, at the geometric middle of the benign window and
/// at ten times harmful_start, all of which must exist.
[[nodiscard]] Figure selected_tokens_figure(const Parameters& parameters, const QueryWindow& window,
                                            std::uint64_t seed);

}  // namespace benignity
