#include "reports/compare/history.hpp"

#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include <catch2/catch.hpp>

#include "reports/html/history_html.hpp"
#include "tests/reports/sample_report.hpp"
#include "tests/reports/text_search.hpp"

namespace benignity {
namespace {

using testing::holds;

PastRun run_of(const std::string& name, const std::string& started, const std::string& claim,
               Verdict verdict, double observed) {
  PastRun run{name, {}};
  run.report.battery = "smoke";
  run.report.manifest.started = started;
  run.report.claims = {sample_claim(claim, verdict)};
  run.report.claims.front().measurements.front().observed = observed;
  return run;
}

History three_runs() {
  return history_of({run_of("c", "2026-03-01", "x", Verdict::pass, 412),
                     run_of("a", "2026-01-01", "x", Verdict::pass, 410),
                     run_of("b", "2026-02-01", "x", Verdict::fail, 500)});
}

TEST_CASE("runs are in the order in which they started, and a verdict that turns is counted") {
  const History history = three_runs();
  REQUIRE(history.runs.size() == 3);
  CHECK(history.runs[0].name + history.runs[1].name + history.runs[2].name == "abc");
  REQUIRE(history.claims.size() == 1);
  CHECK(history.claims[0].turns == 2);
  CHECK(history.turned() == 1);
  CHECK(verdicts_in_a_row(history.claims[0]) == "PASS 1, FAIL 1, PASS 1");
  CHECK(history.claims[0].observed == std::vector<double>{410, 500, 412});
}

TEST_CASE("a run that does not hold a claim turns nothing") {
  const History history = history_of({run_of("a", "1", "x", Verdict::vacuous, 410),
                                      run_of("b", "2", "y", Verdict::fail, 1),
                                      run_of("c", "3", "x", Verdict::vacuous, 411)});
  REQUIRE(history.claims.size() == 2);
  CHECK(history.turned() == 0);
  CHECK(!history.claims[0].verdicts[1]);
  CHECK(std::isnan(history.claims[0].observed[1]));
  CHECK(verdicts_in_a_row(history.claims[0]) == "VACUOUS 2");
}

TEST_CASE("a change that stays is one turn") {
  const History history = history_of({run_of("a", "1", "x", Verdict::pass, 410),
                                      run_of("b", "2", "x", Verdict::fail, 500),
                                      run_of("c", "3", "x", Verdict::fail, 501)});
  CHECK(history.claims[0].turns == 1);
}

TEST_CASE("the table names what turned first and ends in the total") {
  std::vector<PastRun> runs = three_runs().runs;
  for (PastRun& run : runs) {
    run.report.claims.insert(run.report.claims.begin(), sample_claim("steady", Verdict::pass));
  }
  const std::string table = history_table(history_of(std::move(runs)));
  CHECK(table.find("x ") < table.find("steady"));
  CHECK(holds(table, "PASS 1, FAIL 1, PASS 1"));
  CHECK(holds(table, "410 to 500, last 412"));
  CHECK(table.ends_with("\n3 reports, 2 claims: 1 steady, 1 turned\n"));
}

TEST_CASE("the long table quotes what it is given") {
  std::vector<PastRun> runs = three_runs().runs;
  runs[0].name = "a \"quoted\", name";
  const std::string csv = history_csv(history_of(std::move(runs)));
  CHECK(holds(csv,
              "\n\"a \"\"quoted\"\", name\",\"2026-01-01\",\"\",\"smoke\",0,\"x\",PASS,"
              "\"τ_generalize [steps]\",410\n"));
}

TEST_CASE("the page has a point a run in the colour of its verdict, and nothing becomes markup") {
  std::vector<PastRun> runs = three_runs().runs;
  runs[0].name = "<script>alert(1)</script>";
  runs[1].report.claims[0].measurements[0].quantity = "\"><script>";
  runs[2].report.claims[0].measurements[0].quantity = "\"><script>";
  const std::string page = history_html(history_of(std::move(runs)));
  CHECK(holds(page, "<circle data-verdict=\"FAIL\""));
  CHECK(holds(page, "0 of 1 claims kept their verdict over 3 runs"));
  CHECK(holds(page, "PASS 1, FAIL 1, PASS 1 ✗ turned 2"));
  CHECK(holds(page, "class=\"accepted\""));
  CHECK(!holds(page, "<script"));
}

TEST_CASE("an observation that has no place is left out of the page, an endless interval is not") {
  std::vector<PastRun> runs = three_runs().runs;
  for (PastRun& run : runs) {
    run.report.claims[0].measurements[0].observed = std::nan("");
    run.report.claims[0].measurements[0].accept = {};
  }
  CHECK(!holds(history_html(history_of(runs)), "<circle"));
  for (PastRun& run : runs) {
    run.report.claims[0].measurements[0].observed = 3;
    run.report.claims[0].measurements[0].accept = {2, std::nullopt};
  }
  CHECK(!holds(history_html(history_of(runs)), "nan"));
}

}  // namespace
}  // namespace benignity
