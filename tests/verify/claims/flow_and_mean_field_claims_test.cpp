#include <catch2/catch.hpp>

#include "verify/claims/engine/engine_claims.hpp"
#include "verify/claims/mean_field/claims.hpp"

namespace benignity {
namespace {

const std::atomic<bool> never{false};

/// At a seed other than the battery's default.
void check_pass(const Claim& claim) {
  const Finding finding = claim.check({7, 0.0005, never});
  INFO(claim.description.id << ": " << finding.explanation);
  CHECK(finding.verdict == Verdict::pass);
  CHECK(finding.replicates > 0);
  CHECK(!finding.measurements.empty());
  CHECK(finding.test.has_value() == (claim.decision == Decision::statistical));
}

TEST_CASE("the flow's claims hold at another seed", "[slow]") {
  check_pass(flow_rate_claim());
  check_pass(flow_invariants_claim());
  check_pass(sampled_run_law_claim());
  check_pass(test_law_across_times_claim());
}

TEST_CASE("the mean field's claims hold at another seed", "[slow]") {
  check_pass(mean_field_log_times_claim());
  check_pass(flow_limit_claim());
  check_pass(benign_slope_claim());
  check_pass(exit_law_claim());
  check_pass(second_order_claim());
  check_pass(published_settings_claim());
}

}  // namespace
}  // namespace benignity
