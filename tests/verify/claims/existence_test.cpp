#include "verify/claims/theorem/existence.hpp"

#include <functional>

#include <catch2/catch.hpp>

#include "tests/support/claim_contexts.hpp"
namespace benignity {
namespace {

const ClaimContext existence_context = testing::uninterrupted_at(11);

/// The claim on two of its settings, with the window changed by `change`.
Finding with_window(const std::function<void(QueryWindow&)>& change) {
  const std::vector<Parameters> all = existence_settings();
  return decide({{all[0], all[5]},
                 [&](const Parameters& parameters) {
                   QueryWindow window = query_window(parameters);
                   change(window);
                   return window;
                 }},
                existence_context);
}

TEST_CASE("the constructed query keeps every promise of its window", "[existence]") {
  const Finding finding = with_window([](QueryWindow&) {});
  CHECK(finding.verdict == Verdict::pass);
  CHECK(finding.test->value == 1);
}

TEST_CASE("each end of the window moved to the other side of the truth is a FAIL",
          "[existence][slow]") {
  CHECK(with_window([](QueryWindow& w) { *w.not_overfitting_end *= 3; }).verdict == Verdict::fail);
  CHECK(with_window([](QueryWindow& w) { *w.benign_start /= 3; }).verdict == Verdict::fail);
  CHECK(with_window([](QueryWindow& w) { *w.benign_end *= 30; }).verdict == Verdict::fail);
  CHECK(with_window([](QueryWindow& w) { *w.harmful_start /= 200; }).verdict == Verdict::fail);
  CHECK(with_window([](QueryWindow& w) { w.harmful_test_error = 0.45; }).verdict == Verdict::fail);
}

TEST_CASE("one setting that breaks its promises is not averaged away", "[existence][slow]") {
  // Eleven of twelve keep them: 0.917 on average, above 0.9.
  const std::vector<Parameters> all = existence_settings();
  const std::vector<Parameters> settings(12, all[0]);
  int asked = 0;
  const Finding finding = decide({settings,
                                  [&](const Parameters& parameters) {
                                    QueryWindow window = query_window(parameters);
                                    if (asked++ == 5) *window.not_overfitting_end *= 3;
                                    return window;
                                  }},
                                 existence_context);
  CHECK(finding.verdict == Verdict::fail);
  CHECK(finding.measurements.at(0).observed == 0);
}

TEST_CASE("a closed window or one without an end is OUT_OF_REGIME", "[existence]") {
  const Finding closed = with_window([](QueryWindow& w) { w.benign_end = *w.benign_start / 2; });
  CHECK(closed.verdict == Verdict::out_of_regime);
  CHECK(closed.replicates == 0);
  CHECK(with_window([](QueryWindow& w) { w.harmful_start.reset(); }).verdict ==
        Verdict::out_of_regime);
}

}  // namespace
}  // namespace benignity
