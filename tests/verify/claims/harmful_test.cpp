#include <catch2/catch.hpp>

#include "verify/claims/harmful/claims.hpp"
#include "verify/claims/mean_field/claims.hpp"

namespace benignity {
namespace {

const std::atomic<bool> never{false};

/// At a seed other than the battery's default.
Verdict verdict_of(const Claim& claim) { return claim.check({7, 0.0005, never}).verdict; }

TEST_CASE("head noise makes (4500, 5) harmful at step 1000, memorisation late and not before",
          "[slow]") {
  CHECK(verdict_of(harmful_mechanism_claim()) == Verdict::pass);
  CHECK(verdict_of(harmful_mechanism_claim({.late_step = 1e3})) == Verdict::fail);
}

TEST_CASE("the power of the envelopes is 1 where every run leaves, small where few do") {
  Finding finding;
  finding.test = StatisticalTest{"", 24, {{}, 10}, 0.0005, 0, 1};
  CHECK(power_of_envelope(finding) > 0.999);
  finding.test->value = 5;
  CHECK(power_of_envelope(finding) < 0.01);
}

}  // namespace
}  // namespace benignity
