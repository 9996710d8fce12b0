#pragma once

#include "verify/result/claim_result.hpp"

namespace benignity {

/// Decides "the value lies in `accept`" where all that is known is that it lies in `found`: PASS
/// where found lies inside, FAIL where the two do not meet, INCONCLUSIVE across an end of accept.
/// An absent end of accept is unbounded; found has both. A NaN end decides nothing.
[[nodiscard]] Verdict contained(const Interval& found, const Interval& accept);

/// The verdict of "both are true": FAIL where either is, else the first that is not PASS.
[[nodiscard]] Verdict both(Verdict first, Verdict second);

}  // namespace benignity
