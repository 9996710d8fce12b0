#pragma once

#include <string>

#include "verify/claims/claim.hpp"
#include "verify/statistics/power_law_fit.hpp"

namespace benignity {

/// How an exponent's lack of fit is shown, whatever claim it belongs to: one measurement a pair of
/// neighbours, with the interval in which its exponent must lie.
void report_local_exponents(const std::string& variable, const PowerLawDecision& decision,
                            double stated, Finding& finding);

/// "no power within the tolerance: local exponents -5.19, -2.04".
[[nodiscard]] std::string bend_of(const PowerLawDecision& decision);

/// The local exponents at the geometric middle of their neighbours, the stated one as a line, and
/// what is allowed around it.
[[nodiscard]] Panel local_exponent_panel(const std::string& variable,
                                         const PowerLawDecision& decision, double stated);

}  // namespace benignity
