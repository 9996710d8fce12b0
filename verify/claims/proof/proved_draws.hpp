#pragma once

#include "verify/claims/claim.hpp"
#include "verify/claims/proof/statements.hpp"

namespace benignity {

/// Ten draws, each proved to its last step and run in every scalar.
struct ProvedDraws {
  Parameters parameters;
  const char* statement_name;
  ProvedStatement statement;
  /// The step at which the statement is judged, up to the steps of `parameters`.
  std::int64_t statement_step;
  /// Draws of ten in which the statement has to be proved; the rest has to be decided too.
  double least_proved;
  long bits = first_bits;  ///< to begin with
};

/// PASS where in every draw every event and the statement are decided, the latter proved often
/// enough, every scalar from double on stops where the proof does, and the balance (4.5) of the end
/// lies where the steps have brought it. float is counted, not judged.
[[nodiscard]] Finding prove_draws(const ProvedDraws& design, const ClaimContext& context);

}  // namespace benignity
