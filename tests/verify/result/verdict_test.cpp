#include <catch2/catch.hpp>

#include "tests/reports/sample_report.hpp"
#include "verify/result/report.hpp"

namespace benignity {
namespace {

TEST_CASE("each verdict is found by its name, and nothing else is") {
  for (const Verdict verdict : every_verdict) {
    CHECK(verdict_named(name(verdict)) == verdict);
  }
  CHECK(!verdict_named("pass").has_value());
  CHECK(!verdict_named("").has_value());
}

TEST_CASE("the counts of all verdicts add up to the claims that were run") {
  const Report report = sample_report();
  std::size_t sum = 0;
  for (const Verdict verdict : every_verdict) {
    CHECK(verdict_count(report, verdict) == 1);
    sum += verdict_count(report, verdict);
  }
  CHECK(sum == report.claims.size());
}

}  // namespace
}  // namespace benignity
