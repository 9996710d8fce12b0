#pragma once

#include <vector>

#include "verify/claims/claim.hpp"
#include "verify/claims/controls/control.hpp"

namespace benignity {

// The query alone trains, theory/query_only/README.md. What a Design holds is 1 or the true
// constant; a control states another.

/// The kernel stands still: the mean field's times with D = 1, or sigma_w^2 d. (Q.1)
struct QueryOnlyEventTimesDesign {
  double gain_factor = 1;  ///< of the stated D
};
[[nodiscard]] Claim query_only_event_times_claim(const QueryOnlyEventTimesDesign& design = {});

/// At the paper's size K's off-diagonal noise moves the times, by d^{-1/2}. (Q.2)
struct QueryOnlyDimensionDesign {
  double exponent = -0.5;  ///< of log(time/mean field) in d
};
[[nodiscard]] Claim query_only_dimension_claim(const QueryOnlyDimensionDesign& design = {});

/// lambda is what clean samples add up less what noisy ones do. (Q.3), (Q.4)
struct QueryOnlyClassSignalDesign {
  double noisy_factor = 1;  ///< of what noisy samples take away
};
[[nodiscard]] Claim query_only_class_signal_claim(const QueryOnlyClassSignalDesign& design = {});

/// Which of the two sums is larger decides whether memorisation is benign.
struct QueryOnlySignDesign {
  double threshold_factor = 1;  ///< of noisy samples against clean ones
};
[[nodiscard]] Claim query_only_sign_claim(const QueryOnlySignDesign& design = {});

[[nodiscard]] std::vector<Claim> query_only_claims();
[[nodiscard]] std::vector<Mutant> query_only_mutants();

}  // namespace benignity
