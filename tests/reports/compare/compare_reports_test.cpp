#include <algorithm>
#include <cmath>
#include <limits>
#include <sstream>
#include <string>

#include <catch2/catch.hpp>
#include <rapidcheck.h>

#include "reports/columns.hpp"
#include "reports/compare/compare_claims.hpp"
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

TEST_CASE("a claim of the old report that the new one lacks is a change, whatever the batteries") {
  Report before = sample_report();
  before.missing.clear();
  Report after = before;
  after.claims.pop_back();
  for (const char* battery : {"smoke", "standard"}) {
    after.battery = battery;
    const Comparison comparison = compare_reports(before, after);
    CHECK(comparison.count(ClaimChange::removed) == 1);
    CHECK(comparison.claims.size() == before.claims.size());
    CHECK_FALSE(comparison.unchanged());
    const Comparison common = compare_reports(before, after, ComparedClaims::common);
    CHECK(common.claims.size() == after.claims.size());
    CHECK((common.unchanged() && common.left_out == 1 && common.common == after.claims.size()));
  }
  after.claims = {sample_claim("another", Verdict::pass)};
  CHECK(compare_reports(before, after).count(ClaimChange::removed) == before.claims.size());
  CHECK(compare_reports(before, after, ComparedClaims::common).common == 0);
}

TEST_CASE("what the new report alone declares is a change of the same battery only") {
  Report after = sample_report();
  after.missing.clear();
  Report before = after;
  before.claims.pop_back();
  CHECK(compare_reports(before, after).count(ClaimChange::added) == 1);
  after.battery = "standard";
  CHECK(compare_reports(before, after).unchanged());
  CHECK(compare_reports(before, after).left_out == 1);
}

TEST_CASE("the table of any two reports has lines of at most 100 columns and counts every claim") {
  CHECK(rc::check([] {
    Report before = random_report();
    const Report after = random_report();
    before.battery = after.battery;
    const Comparison comparison = compare_reports(before, after);
    std::size_t widest_id = 0;
    for (const ClaimComparison& claim : comparison.claims) {
      widest_id = std::max(widest_id, columns(printable(claim.id)));
    }
    std::istringstream stream(comparison_table(comparison));
    std::string last;
    for (std::string line; std::getline(stream, line); last = line) {
      RC_ASSERT(columns(line) <= std::max<std::size_t>(100, widest_id + 60));
    }
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

TEST_CASE("the old report's interval judges both observations, whatever the new one accepts") {
  const auto change = [](const Measurement& before, const Measurement& after) {
    return compare_claims(one_claim(before).claims[0], one_claim(after).claims[0],
                          Likeness::other_draws)
        .change;
  };
  CHECK(change({"x", 1, 1, {0.5, 2}}, {"x", 1, 2.5, {0.5, 3}}) == ClaimChange::changed);
  CHECK(change({"x", 1, 1, {0.5, 2}}, {"x", 1, 1.5, {1.6, 3}}) == ClaimChange::unchanged);
  CHECK(rc::check([&] {
    const double old_upper = *rc::gen::inRange(1, 100);
    const double observed = *rc::gen::inRange(0, 200);
    const Interval any{0, static_cast<double>(*rc::gen::inRange(0, 200))};
    const bool left = observed > old_upper;
    RC_ASSERT(change({"x", {}, 0, {0, old_upper}}, {"x", {}, observed, any}) ==
              (left ? ClaimChange::changed : ClaimChange::unchanged));
  }));
}

TEST_CASE("a prediction and both ends of its interval are held to the largest of their sizes") {
  // Ends near 0 are differences of numbers of the size of the others.
  const Measurement before{"x", 0, 1, {-2, 1000}};
  for (const double share : {-0.9, 0.9}) {
    const double within = share * prediction_accuracy;
    for (const Measurement& after : {Measurement{"x", 1000 * within, 1, {-2, 1000}},
                                     {"x", 0, 1, {-2 + 1000 * within, 1000}},
                                     {"x", 0, 1, {-2, 1000 + 1000 * within}}}) {
      CHECK(change_of(before, after) == ClaimChange::unchanged);
    }
    const double beyond = 2 * share * prediction_accuracy;
    CHECK(change_of(before, {"x", 1000 * beyond, 1, {-2, 1000}}) == ClaimChange::changed);
    CHECK(change_of(before, {"x", 0, 1, {-2 + 1000 * beyond, 1000}}) == ClaimChange::changed);
    CHECK(change_of(before, {"x", 0, 1, {-2, 1000 + 1000 * beyond}}) == ClaimChange::changed);
  }
  const Measurement low{"x", 0, 1, {-1000, 2}};
  CHECK(change_of(low, {"x", 0, 1, {-1000, 2 + 500 * prediction_accuracy}}) ==
        ClaimChange::unchanged);
}

TEST_CASE(
    "keys of a claim's runs that differ are a change, but not where the old report has none") {
  Report before = one_claim({"x", 1, 1, {0.5, 2}});
  Report after = before;
  after.claims[0].settings[1].text = "5";
  CHECK_FALSE(compare_reports(before, after).unchanged());
  after.claims[0].settings.pop_back();
  CHECK_FALSE(compare_reports(before, after).unchanged());
  before.claims[0].settings.clear();
  CHECK(compare_reports(before, after).unchanged());
}

TEST_CASE("a number that becomes NaN is a change, and so is NaN that becomes a number") {
  constexpr double nan = std::numeric_limits<double>::quiet_NaN();
  const Interval any{std::nullopt, std::nullopt};
  const auto report_with = [&](double predicted, double observed, double margin, double test) {
    Report report = one_claim({"x", predicted, 1, {0.5, 2}});
    report.claims[0].measurements.push_back({"y", std::nullopt, observed, any});
    report.claims[0].margins = {{"dimension", margin}};
    report.claims[0].test->value = test;
    return report;
  };
  const Report numbers = report_with(1, 1, 1, 1);
  const Report all_nan = report_with(nan, nan, nan, nan);
  CHECK(compare_reports(numbers, numbers).unchanged());
  CHECK(compare_reports(all_nan, all_nan).unchanged());
  for (const Report& one_nan : {report_with(nan, 1, 1, 1), report_with(1, nan, 1, 1),
                                report_with(1, 1, nan, 1), report_with(1, 1, 1, nan)}) {
    CHECK_FALSE(compare_reports(numbers, one_nan).unchanged());
    CHECK_FALSE(compare_reports(one_nan, numbers).unchanged());
  }
}

TEST_CASE("another seed alone, or another battery alone, is another set of draws and is said") {
  const Report before = one_claim({"x", 1, 1, {0.5, 2}});
  Report seed = before;
  seed.manifest.seed += 1;
  seed.claims[0].measurements[0].quantity = "y";  // which the same draws would have to measure
  Report battery = before;
  battery.battery = "another";
  for (const Report& other : {seed, battery}) {
    const Comparison comparison = compare_reports(before, other);
    CHECK(comparison.likeness == Likeness::other_draws);
    CHECK(comparison.manifest.size() == 1);
    CHECK(comparison.unchanged());
  }
  CHECK(compare_reports(before, seed).manifest[0].field == "seed");
  CHECK(compare_reports(before, before).likeness == Likeness::same_bits);
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
