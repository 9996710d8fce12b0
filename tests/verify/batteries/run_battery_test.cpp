#include "verify/batteries/run_battery.hpp"

#include <chrono>
#include <cmath>
#include <mutex>
#include <stdexcept>
#include <thread>

#include <catch2/catch.hpp>
#include <oneapi/tbb/parallel_for.h>
#include <oneapi/tbb/task_arena.h>

#include "reports/json/report_json.hpp"
#include "sim/random/stream.hpp"
#include "tests/support/claim_contexts.hpp"
#include "tests/verify/batteries/made_up_claims.hpp"
#include "theory/invalid_input.hpp"

namespace benignity {
namespace {

using testing::claim_with_p_value;
using testing::made_up_claim;
using testing::passing_claim;
using testing::passing_finding;

BatteryRun interruptible(const std::atomic<bool>& interrupted) {
  return {.seed = 1, .jobs = 1, .claim_globs = {}, .interrupted = interrupted, .progress = {}};
}

BatteryRun uninterrupted(std::vector<std::string> globs = {}) {
  BatteryRun run = interruptible(testing::never);
  run.claim_globs = std::move(globs);
  return run;
}

std::vector<std::string> ids(const Report& report) {
  std::vector<std::string> list;
  for (const ClaimResult& claim : report.claims) list.push_back(claim.id);
  return list;
}

std::string complaint(const Battery& battery, const std::vector<std::string>& globs) {
  try {
    (void)run_battery(battery, uninterrupted(globs));
  } catch (const InvalidInput& error) {
    return error.what();
  }
  return {};
}

/// The report as text without what may differ between two runs.
std::string results(Report report) {
  report.manifest = {};
  for (ClaimResult& claim : report.claims) claim.wall_seconds = 0;
  return report_to_json(report);
}

/// Draws in parallel, as the theorem's claims do, with numbers that depend on the seed.
Claim drawing_claim(const std::string& id, std::uint32_t purpose, std::int64_t count) {
  return made_up_claim(id, Decision::statistical, [=](const ClaimContext& context) {
    std::vector<double> draws(static_cast<std::size_t>(count));
    tbb::this_task_arena::isolate([&] {
      tbb::parallel_for(std::int64_t{0}, count, [&](std::int64_t replicate) {
        Stream stream(
            {context.seed, Purpose::design, static_cast<std::uint64_t>(replicate), purpose, 0});
        draws[static_cast<std::size_t>(replicate)] = stream.normal();
      });
    });
    Finding finding = passing_finding();
    finding.replicates = count;
    for (const double draw : draws) finding.measurements.push_back({"draw", {}, draw, {}});
    finding.test.emplace().p_false_alarm = std::abs(std::sin(draws[0]));
    return finding;
  });
}

TEST_CASE("results stand in the battery's order, whichever claim ends first") {
  Battery battery{"made up", {}};
  for (const int milliseconds : {40, 1, 20, 0}) {
    battery.claims.push_back(
        made_up_claim("sleeps." + std::to_string(milliseconds), Decision::arithmetic,
                      [milliseconds](const ClaimContext&) {
                        std::this_thread::sleep_for(std::chrono::milliseconds(milliseconds));
                        return passing_finding();
                      }));
  }
  BatteryRun run = uninterrupted();
  run.jobs = 3;
  const Report report = run_battery(battery, run);
  CHECK(ids(report) == std::vector<std::string>{"sleeps.40", "sleeps.1", "sleeps.20", "sleeps.0"});
  CHECK(report.claims[0].wall_seconds >= 0.04);
  CHECK(report.manifest.wall_seconds >= 0.04);
  CHECK(report.manifest.jobs == 3);
  CHECK(report.missing.empty());
}

TEST_CASE("a result carries its claim's description and a line that replays it") {
  BatteryRun run = uninterrupted();
  run.seed = 18446744073709551615U;
  const Report report = run_battery({"made up", {passing_claim("engine.one")}}, run);
  CHECK(report.battery == "made up");
  CHECK(report.family_error == 0.01);
  CHECK(report.manifest.seed == run.seed);
  const ClaimResult& result = report.claims.at(0);
  CHECK(result.statement == "statement of engine.one");
  CHECK(result.source == "source of engine.one");
  CHECK(result.kind == "engine");
  CHECK(result.verdict == Verdict::pass);
  CHECK(result.explanation == "as expected");
  CHECK(result.engine == "sampled");
  CHECK(result.precision == "double");
  CHECK(result.seeds == "seed 18446744073709551615");
  CHECK(result.replay ==
        "benignity verify --battery made up --claim 'engine.one' --seed 18446744073709551615");
}

TEST_CASE("one job and several give the same report but for wall times and jobs") {
  Battery battery{"made up", {}};
  for (std::uint32_t index = 0; index < 12; ++index) {
    battery.claims.push_back(drawing_claim("draws." + std::to_string(index), index, 50));
  }
  BatteryRun run = uninterrupted();
  const std::string alone = results(run_battery(battery, run));
  for (const int jobs : {2, 5}) {
    run.jobs = jobs;
    CHECK(results(run_battery(battery, run)) == alone);
  }
  run.seed = 2;
  CHECK(results(run_battery(battery, run)) != alone);
}

TEST_CASE("a claim alone finds what it finds in company") {
  const Battery battery{"made up", {drawing_claim("a", 1, 5), drawing_claim("b", 2, 5)}};
  const Report both = run_battery(battery, uninterrupted());
  const Report alone = run_battery(battery, uninterrupted({"b"}));
  CHECK(alone.claims.at(0).measurements.at(4).observed ==
        both.claims.at(1).measurements.at(4).observed);
}

TEST_CASE("globs select claims, each once and in the battery's order") {
  const Battery battery{
      "made up",
      {passing_claim("a.one"), passing_claim("a.two"), passing_claim("b.one"), passing_claim("c")}};
  using List = std::vector<std::string>;
  const auto selected = [&](const List& globs) {
    return ids(run_battery(battery, uninterrupted(globs)));
  };
  CHECK(selected({}) == List{"a.one", "a.two", "b.one", "c"});
  CHECK(selected({"*.one"}) == List{"a.one", "b.one"});
  CHECK(selected({"c", "a.*", "a.one"}) == List{"a.one", "a.two", "c"});
  CHECK(selected({"?.two"}) == List{"a.two"});
  CHECK(selected({"[bc]*"}) == List{"b.one", "c"});
  // What was not asked for is not missing.
  CHECK(run_battery(battery, uninterrupted({"c"})).missing.empty());
}

TEST_CASE("a glob that matches nothing is refused before any claim runs") {
  bool has_run = false;
  const Battery battery{"made up", {made_up_claim("a", Decision::arithmetic, [&](auto&) {
                          has_run = true;
                          return passing_finding();
                        })}};
  CHECK(complaint(battery, {"nope"}) ==
        "claim is nope, but must be the id of a claim of battery made up or a pattern that matches "
        "one (benignity claims lists them)");
  CHECK(complaint(battery, {"a", "b*"}).starts_with("claim is b*, but must be"));
  CHECK(complaint(battery, {""}).starts_with("claim is "));
  CHECK(!has_run);
}

TEST_CASE("a check that throws is an ERROR with its message, and the others go on") {
  const auto broken = [](const ClaimContext&) -> Finding {
    throw std::runtime_error("matrix is not positive definite");
  };
  const Report report = run_battery(
      {"made up", {made_up_claim("breaks", Decision::statistical, broken), passing_claim("holds")}},
      uninterrupted());
  CHECK(report.claims.at(0).verdict == Verdict::error);
  CHECK(report.claims.at(0).explanation == "matrix is not positive definite");
  CHECK(report.claims.at(0).replay.find("'breaks'") != std::string::npos);
  CHECK(report.claims.at(1).verdict == Verdict::pass);
  CHECK(report.missing.empty());
}

TEST_CASE("a p-value that is no probability is an ERROR of its claim alone") {
  const double p_value = GENERATE(std::nan(""), -0.5, 1.5);
  const Report report = run_battery(
      {"made up", {claim_with_p_value("breaks", p_value), claim_with_p_value("b", 0.5)}},
      uninterrupted());
  CHECK(report.claims.at(0).verdict == Verdict::error);
  CHECK(report.claims.at(0).explanation.starts_with("the claim's p-value is "));
  CHECK(report.claims.at(1).verdict == Verdict::pass);
  CHECK(report.claims.at(1).test->p_adjusted == 1);
}

TEST_CASE("progress is told once a claim, counted, and never from two threads at once") {
  Battery battery{"made up", {}};
  for (int index = 0; index < 50; ++index) {
    battery.claims.push_back(passing_claim(std::to_string(index)));
  }
  std::mutex inside;
  std::size_t calls = 0;
  bool in_order = true;
  BatteryRun run = uninterrupted();
  run.jobs = 4;
  run.progress = [&](const ClaimResult&, std::size_t finished, std::size_t planned) {
    const std::unique_lock<std::mutex> lock(inside, std::try_to_lock);
    in_order = in_order && lock.owns_lock() && finished == ++calls && planned == 50;
  };
  (void)run_battery(battery, run);
  CHECK(calls == 50);
  CHECK(in_order);
}

TEST_CASE("an interruption keeps what is finished and lists what is missing") {
  std::atomic<bool> interrupted{false};
  const auto interrupting = [&](const ClaimContext&) {
    interrupted = true;
    return passing_finding();
  };
  const Battery battery{
      "made up",
      {passing_claim("before"), made_up_claim("during", Decision::arithmetic, interrupting),
       claim_with_p_value("after", 1e-9), passing_claim("last")}};
  std::size_t told = 0;
  BatteryRun run = interruptible(interrupted);
  run.progress = [&](const ClaimResult&, std::size_t, std::size_t) { ++told; };
  const Report report = run_battery(battery, run);
  CHECK(ids(report) == std::vector<std::string>{"before", "during"});
  CHECK(report.missing == std::vector<std::string>{"after", "last"});
  CHECK(told == 2);
}

TEST_CASE("a claim interrupted half way is missing, also from within its own threads") {
  std::atomic<bool> interrupted{false};
  const auto half_way = [&](const ClaimContext& context) {
    tbb::parallel_for(0, 100, [&](int) {
      interrupted = true;
      throw_if_interrupted(context);
    });
    return passing_finding();
  };
  BatteryRun run = interruptible(interrupted);
  run.jobs = 2;
  const Report report = run_battery(
      {"made up", {made_up_claim("half way", Decision::arithmetic, half_way), passing_claim("b")}},
      run);
  CHECK(report.missing.at(0) == "half way");
  CHECK(report.missing.size() + report.claims.size() == 2);
}

}  // namespace
}  // namespace benignity
