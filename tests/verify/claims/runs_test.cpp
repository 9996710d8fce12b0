#include "verify/claims/runs.hpp"

#include <atomic>
#include <cmath>
#include <stdexcept>

#include <catch2/catch.hpp>

namespace benignity {
namespace {

TEST_CASE("every replicate is run once, and counted where it holds") {
  const std::atomic<bool> interrupted{false};
  const ClaimContext context{1, 0.01, interrupted};
  std::vector<std::atomic<int>> runs(50);
  over_replicates(context, 10, 50, [&](std::int64_t i) { ++runs[static_cast<std::size_t>(i)]; });
  for (std::size_t i = 0; i < runs.size(); ++i) CHECK(runs[i] == (i >= 10 ? 1 : 0));
  CHECK(count_replicates(context, 0, 30, [](std::int64_t i) { return i % 3 == 0; }) == 10);
  CHECK(count_replicates(context, 5, 5, [](std::int64_t) { return true; }) == 0);
}

TEST_CASE("an interruption and what a replicate throws end the loop") {
  std::atomic<bool> interrupted{false};
  const ClaimContext context{1, 0.01, interrupted};
  CHECK_THROWS_AS(over_replicates(context, 0, 4, [](std::int64_t) { throw std::range_error(""); }),
                  std::range_error);
  interrupted = true;
  std::atomic<int> runs = 0;
  CHECK_THROWS_AS(over_replicates(context, 0, 4, [&](std::int64_t) { ++runs; }), Interrupted);
  CHECK(runs == 0);
}

TEST_CASE("a run of a claim carries its seed and replicate, its ends one interval apart") {
  const std::atomic<bool> interrupted{false};
  Parameters parameters;
  const auto interval = [&](double steps) {
    parameters.steps = steps;
    const RunSettings run = ends_of_run(parameters, {7, 0.01, interrupted}, 3);
    CHECK(run.seed == 7);
    CHECK(run.replicate == 3);
    CHECK(run.parameters.steps == steps);
    return run.chosen_record_every.value();
  };
  CHECK(interval(1000) == 1000);
  CHECK(interval(1000.4) == 1001);  // 1000 would record a second time, 0.4 steps before the end
  CHECK(interval(1e-9) == 1);
  CHECK(interval(1e30) == 1'000'000'000'000'000'000);
}

TEST_CASE("the farthest error keeps its sign, and a NaN at any place is the farthest") {
  CHECK(farthest({}) == 0);
  CHECK(farthest({1, -3, 2}) == -3);
  for (std::size_t place = 0; place < 4; ++place) {
    std::vector<double> errors = {1, -3, INFINITY};
    errors.insert(errors.begin() + static_cast<std::ptrdiff_t>(place), std::nan(""));
    CHECK(std::isnan(farthest(errors)));
  }
}

TEST_CASE("margins of the asked scopes alone are reported and decide") {
  Finding finding;
  const Parameters paper;  // d = 2000 is outside every margin of part 2
  CHECK(out_of_regime(paper, {MarginScope::both_parts}, finding));
  CHECK(finding.verdict == Verdict::out_of_regime);
  CHECK(finding.explanation.find("does not exceed 1") != std::string::npos);
  const std::size_t of_both = finding.margins.size();
  CHECK(of_both > 0);
  CHECK(out_of_regime(paper, {MarginScope::both_parts, MarginScope::part_two}, finding));
  CHECK(finding.margins.size() > of_both);
  CHECK_FALSE(out_of_regime(paper, {}, finding));
  CHECK(finding.margins.empty());
}

}  // namespace
}  // namespace benignity
