#include <cmath>
#include <limits>
#include <sstream>
#include <string>

#include <catch2/catch.hpp>
#include <rapidcheck.h>

#include "reports/columns.hpp"
#include "reports/compare/comparison.hpp"
#include "reports/json/report_json.hpp"
#include "tests/reports/random_report.hpp"
#include "tests/reports/sample_report.hpp"

namespace benignity {
namespace {

Report one_claim(const Measurement& measurement) {
  Report report;
  report.claims = {sample_claim()};
  report.claims[0].measurements = {measurement};
  return report;
}

ClaimChange change_of(const Measurement& before, const Measurement& after) {
  return compare_reports(one_claim(before), one_claim(after)).claims.at(0).change;
}

TEST_CASE("no claim changes from a report to itself, whatever numbers it holds") {
  CHECK(rc::check([] {
    const Report again = report_from_json(report_to_json(random_report()));
    const Comparison comparison = compare_reports(again, again);
    RC_ASSERT(comparison.likeness == Likeness::same_bits);
    RC_ASSERT(comparison.manifest.empty());
    for (const ClaimComparison& claim : comparison.claims) {
      const bool is_unknown = claim.change == ClaimChange::missing;
      RC_ASSERT(claim.change == ClaimChange::unchanged || is_unknown);
      RC_ASSERT(claim.reasons.size() == (is_unknown ? 1 : 0));
      RC_ASSERT(claim.moved == 0);
    }
  }));
}

TEST_CASE("the table of any two reports has lines of at most 100 columns and counts every claim") {
  CHECK(rc::check([] {
    Report before = random_report();
    const Report after = random_report();
    before.battery = after.battery;
    const Comparison comparison = compare_reports(before, after);
    std::istringstream stream(comparison_table(comparison));
    std::string last;
    for (std::string line; std::getline(stream, line); last = line) RC_ASSERT(columns(line) <= 100);
    RC_ASSERT(last.starts_with(std::to_string(comparison.claims.size()) + " claim"));
  }));
}

TEST_CASE("an observation may move to both ends of its interval and no further") {
  const Measurement before{"x", 1, 1, {0.5, 2}};
  for (const double inside : {0.5, 1.5, 2.0}) {
    CHECK(change_of(before, {"x", 1, inside, {0.5, 2}}) == ClaimChange::unchanged);
  }
  constexpr double infinity = std::numeric_limits<double>::infinity();
  for (const double outside : {std::nextafter(0.5, 0), std::nextafter(2.0, 3), infinity,
                               std::numeric_limits<double>::quiet_NaN()}) {
    CHECK(change_of(before, {"x", 1, outside, {0.5, 2}}) == ClaimChange::changed);
    CHECK(change_of({"x", 1, outside, {0.5, 2}}, before) == ClaimChange::changed);
  }
  CHECK(change_of({"x", 1, 3, {0.5, 2}}, {"x", 1, 4, {0.5, 2}}) == ClaimChange::unchanged);
  CHECK(change_of({"x", 1, 3, {0.5, 2}}, {"x", 1, 0, {0.5, 2}}) == ClaimChange::changed);
  CHECK(change_of({"x", 1, 3, {2, std::nullopt}}, {"x", 1, 4, {2, std::nullopt}}) ==
        ClaimChange::unchanged);
}

TEST_CASE("a tolerance that was widened is a change, even where nothing left it") {
  CHECK(change_of({"x", 1, 1, {0.5, 2}}, {"x", 1, 1, {0.5, 3}}) == ClaimChange::changed);
  CHECK(change_of({"x", 1, 1, {0.5, 2}}, {"x", 1, 1, {std::nullopt, 2}}) == ClaimChange::changed);
  CHECK(change_of({"x", 1, 1, {0.5, 2}}, {"x", std::nullopt, 1, {0.5, 2}}) == ClaimChange::changed);
}

TEST_CASE("a quantity that is measured twice is compared in order") {
  Report before = one_claim({"x", 1, 1, {0.5, 2}});
  before.claims[0].measurements.push_back({"x", 1, 5, {4, 6}});
  Report after = before;
  CHECK(compare_reports(before, after).unchanged());
  std::swap(after.claims[0].measurements[0], after.claims[0].measurements[1]);
  CHECK_FALSE(compare_reports(before, after).unchanged());
}

}  // namespace
}  // namespace benignity
