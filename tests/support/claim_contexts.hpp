#pragma once

#include <atomic>
#include <cstdint>

#include <catch2/catch.hpp>

#include "verify/claims/claim.hpp"

namespace benignity::testing {

/// The flag of a run that nobody interrupts.
inline const std::atomic<bool> never{false};

/// What a claim is given where nobody interrupts it. Tests take other seeds than the batteries'
/// default, so that no claim was fitted to the draws that it is tested on.
[[nodiscard]] inline ClaimContext uninterrupted_at(std::uint64_t seed, double alpha = 0.002) {
  return {seed, alpha, never};
}

/// What the claim finds there, once it has passed with something to show for it.
inline Finding check_pass(const Claim& claim, const ClaimContext& context) {
  const Finding finding = claim.check(context);
  INFO(claim.description.id << ": " << finding.explanation);
  CHECK(finding.verdict == Verdict::pass);
  CHECK(finding.replicates > 0);
  CHECK(!finding.measurements.empty());
  CHECK(finding.test.has_value() == (claim.decision == Decision::statistical));
  return finding;
}

}  // namespace benignity::testing
