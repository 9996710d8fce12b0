#pragma once

#include "reports/compare/comparison.hpp"
#include "verify/result/report.hpp"

namespace benignity {

/// Every claim of either report, paired by id and compared by compare_claims. Under other_draws
/// only the claims of both reports count where the batteries differ: those of one alone are left
/// out. The builds are the same where compiler, flags, instruction set, CPU and libraries are;
/// version and commit may differ, for what they changed is what is asked.
[[nodiscard]] Comparison compare_reports(const Report& before, const Report& after);

}  // namespace benignity
