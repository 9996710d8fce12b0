#pragma once

#include <functional>

#include "theory/growth/comparison.hpp"
#include "verify/claims/claim.hpp"

namespace benignity {

/// Lemma S7 on gradient descent: the equal-gap equivalent x = attention gap + log(T-1) of every
/// clean sample, for which s_1 (1 - s_1) = h(x), stays between the envelopes (8.18) of rates that
/// are known before the run, as long as its own rates stay in their range, (8.17). `rates_of` makes
/// the rates of the envelopes from the least and largest rate of other replicates; a fixture makes
/// it wrong.
struct ComparisonTrial {
  std::function<StepRates<double>(const StepRates<double>& fitted)> rates_of;
};

/// The fitted rates with a reserve of a quarter: c_lo/1.25 and 1.25 c_hi.
[[nodiscard]] StepRates<double> with_reserve(const StepRates<double>& fitted);

/// Engine sampled (n = 20, d = 10^8) and engine gram (n = 10, d = 400), T = 4, kappa = 80: rates
/// fitted on replicates 1 to 3, replicate 0 judged over 400 steps in double and at 50 digits. FAIL
/// where a clean sample whose rates have stayed in the range with_reserve leaves the envelopes;
/// INCONCLUSIVE where fewer than half of the steps are of such samples: three replicates cannot
/// promise the range of a fourth, and of a sample outside it the lemma says nothing.
[[nodiscard]] Finding decide(const ComparisonTrial& trial, const ClaimContext& context);

}  // namespace benignity
