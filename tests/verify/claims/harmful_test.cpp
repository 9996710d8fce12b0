#include <cmath>
#include <set>

#include <catch2/catch.hpp>

#include "tests/support/claim_contexts.hpp"
#include "verify/claims/harmful/claims.hpp"
#include "verify/claims/mean_field/claims.hpp"

namespace benignity {
namespace {

/// At a seed other than the battery's default.
Verdict verdict_of(const Claim& claim) {
  return claim.check(testing::uninterrupted_at(7, 0.0005)).verdict;
}

TEST_CASE("head noise makes (4500, 5) harmful at step 1000, memorisation late and not before",
          "[slow]") {
  CHECK(verdict_of(harmful_mechanism_claim()) == Verdict::pass);
  CHECK(verdict_of(harmful_mechanism_claim({.late_step = 1e3})) == Verdict::fail);
}

TEST_CASE("the power of the envelopes is 1 where every run leaves, small where few do") {
  Finding finding;
  finding.test = StatisticalTest{"", 1, {0.6, 1}, 0.0005, 0, 1};
  finding.measurements = {{"judged runs outside an envelope, of 24", 4.4, 24, {{}, 10}}};
  CHECK(power_of_envelope(finding) > 0.999);
  finding.test->value = 5.0 / 24;
  CHECK(power_of_envelope(finding) < 0.01);
}

TEST_CASE("no two of the published settings share a draw") {
  std::set<std::uint64_t> seen;
  std::size_t drawn = 0;
  for (const std::size_t setting : {0U, 1U, 2U}) {
    const std::vector<std::uint64_t> replicates = published_dynamics_replicates(setting);
    CHECK(replicates.size() == 56);
    drawn += replicates.size();
    seen.insert(replicates.begin(), replicates.end());
  }
  CHECK(seen.size() == drawn);
}

TEST_CASE("the errors on fresh data pass, and fail with the wrong head noise", "[slow]") {
  // One cell of the nine at either time.
  HarmfulDesign one_cell{.dimensions = {20'000}, .signal_norms = {4}};
  CHECK(verdict_of(harmful_test_error_claim(one_cell)) == Verdict::pass);
  one_cell.head_resolution_factor = std::sqrt(2.0);
  CHECK(verdict_of(harmful_test_error_claim(one_cell)) == Verdict::fail);
}

TEST_CASE("a published accuracy that no run shows is an outlier", "[slow]") {
  // Unshifted it passes at the same seed: "the published accuracies are no outliers".
  CHECK(verdict_of(published_settings_claim({.dimensions = {4500}, .test_accuracy_shift = 0.05})) ==
        Verdict::fail);
}

TEST_CASE("the exit law's rate is told from one that is a hundredth larger") {
  CHECK(verdict_of(exit_law_claim()) == Verdict::pass);
  CHECK(verdict_of(exit_law_claim({.rate_factor = 1.01})) == Verdict::fail);
  CHECK(verdict_of(exit_law_claim({.rate_factor = 0.99})) == Verdict::fail);
}

}  // namespace
}  // namespace benignity
