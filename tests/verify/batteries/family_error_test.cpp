#include <catch2/catch.hpp>

#include "tests/support/claim_contexts.hpp"
#include "tests/verify/batteries/made_up_claims.hpp"
#include "verify/batteries/run_battery.hpp"

namespace benignity {
namespace {

using testing::claim_with_p_value;
using testing::made_up_claim;
using testing::passing_claim;
using testing::passing_finding;

BatteryRun whole_run(std::vector<std::string> globs = {}) {
  return {.seed = 1,
          .jobs = 1,
          .claim_globs = std::move(globs),
          .interrupted = testing::never,
          .progress = {}};
}

TEST_CASE("Holm's correction turns a small p into FAIL, whatever the check said") {
  const Battery battery{"made up",
                        {claim_with_p_value("small", 0.002), claim_with_p_value("large", 0.5),
                         claim_with_p_value("smaller", 0.001), passing_claim("arithmetic")}};
  CHECK(battery.family_size("token_selection") == 3);
  const Report report = run_battery(battery, whole_run());
  CHECK(report.claims[0].test->p_adjusted == Approx(0.004).epsilon(1e-14));
  CHECK(report.claims[1].test->p_adjusted == 0.5);
  CHECK(report.claims[2].test->p_adjusted == Approx(0.003).epsilon(1e-14));
  CHECK(report.claims[0].verdict == Verdict::fail);
  CHECK(report.claims[1].verdict == Verdict::pass);
  CHECK(report.claims[2].verdict == Verdict::fail);
  CHECK(report.claims[3].verdict == Verdict::pass);
  CHECK(!report.claims[3].test.has_value());
  CHECK(report.claims[0].test->p_false_alarm == 0.002);
}

TEST_CASE("statistical claims that were not run count in the family") {
  const auto verdict_alone = [](double p_value, std::size_t family) {
    Battery battery{"made up", {claim_with_p_value("tested", p_value)}};
    while (battery.claims.size() < family) {
      battery.claims.push_back(
          claim_with_p_value("other." + std::to_string(battery.claims.size()), 1));
    }
    return run_battery(battery, whole_run({"tested"})).claims.at(0);
  };
  CHECK(verdict_alone(0.004, 1).verdict == Verdict::fail);
  CHECK(verdict_alone(0.004, 2).verdict == Verdict::fail);
  CHECK(verdict_alone(0.004, 3).verdict == Verdict::pass);
  CHECK(verdict_alone(0.004, 3).test->p_adjusted == Approx(0.012).epsilon(1e-14));
}

TEST_CASE("every statistical claim gets the same share of the family-wise error") {
  std::vector<double> shares;
  const auto noting = [&](const ClaimContext& context) {
    shares.push_back(context.alpha);
    return passing_finding();
  };
  Battery battery{"made up", {made_up_claim("a", Decision::arithmetic, noting)}};
  (void)run_battery(battery, whole_run());
  for (const char* id : {"b", "c", "d", "e"}) {
    battery.claims.push_back(made_up_claim(id, Decision::statistical, noting));
  }
  (void)run_battery(battery, whole_run());
  (void)run_battery(battery, whole_run({"c"}));
  CHECK(shares == std::vector<double>{0.01, 0.0025, 0.0025, 0.0025, 0.0025, 0.0025, 0.0025});
}

TEST_CASE("a further theorem moves no level and no verdict of another") {
  std::vector<double> shares;
  const auto noting = [&](const ClaimContext& context) {
    shares.push_back(context.alpha);
    return passing_finding();
  };
  Battery battery{"made up",
                  {claim_with_p_value("a", 0.004), claim_with_p_value("b", 0.5),
                   made_up_claim("c", Decision::arithmetic, noting)}};
  const Report before = run_battery(battery, whole_run());
  for (const char* id : {"d", "e", "f"}) {
    Claim other = claim_with_p_value(id, 0.004);
    other.description.theorem = "another";
    battery.claims.push_back(other);
  }
  CHECK(battery.family_size("token_selection") == 2);
  CHECK(battery.family_size("another") == 3);
  const Report after = run_battery(battery, whole_run());
  CHECK(shares == std::vector<double>{0.005, 0.005});
  CHECK(after.claims[0].test->p_adjusted == before.claims[0].test->p_adjusted);
  CHECK(after.claims[0].verdict == Verdict::fail);
  CHECK(after.claims[3].test->p_adjusted == Approx(0.012).epsilon(1e-14));
  CHECK(after.claims[3].verdict == Verdict::pass);
  CHECK(after.claims[3].theorem == "another");
  BatteryRun alone = whole_run();
  alone.theorem = "another";
  const Report other = run_battery(battery, alone);
  REQUIRE(other.claims.size() == 3);
  CHECK(other.claims[0].id == "d");
  CHECK(other.claims[0].test->p_adjusted == after.claims[3].test->p_adjusted);
  alone.claim_globs = {"a"};  // of the other theorem
  CHECK_THROWS_WITH(run_battery(battery, alone), Catch::Contains("theorem another"));
  alone.theorem = "nope";
  CHECK_THROWS_WITH(run_battery(battery, alone), Catch::StartsWith("theorem is nope"));
}

}  // namespace
}  // namespace benignity
