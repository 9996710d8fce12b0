#include <catch2/catch.hpp>

#include "tests/support/claim_contexts.hpp"
#include "verify/claims/engine/engine_claims.hpp"
#include "verify/claims/mean_field/claims.hpp"

namespace benignity {
namespace {

/// The flow and the mean field at a seed and a level of their own.
const ClaimContext flow_context = testing::uninterrupted_at(7, 0.0005);

TEST_CASE("the flow's claims hold at another seed", "[slow]") {
  testing::check_pass(flow_rate_claim(), flow_context);
  testing::check_pass(flow_invariants_claim(), flow_context);
  testing::check_pass(sampled_run_law_claim(), flow_context);
  testing::check_pass(test_law_across_times_claim(), flow_context);
}

TEST_CASE("the mean field's claims hold at another seed", "[slow]") {
  testing::check_pass(mean_field_log_times_claim(), flow_context);
  testing::check_pass(flow_limit_claim(), flow_context);
  testing::check_pass(benign_slope_claim(), flow_context);
}

TEST_CASE("the mean field with H and q growing holds at another seed", "[slow]") {
  testing::check_pass(second_order_claim(), flow_context);
}

TEST_CASE("the published accuracies are no outliers at another seed", "[slow]") {
  testing::check_pass(published_settings_claim(), flow_context);
}

}  // namespace
}  // namespace benignity
