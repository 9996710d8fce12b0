#include "reports/verdict_table.hpp"

#include <cstdio>
#include <limits>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include <catch2/catch.hpp>
#include <rapidcheck.h>

#include "reports/columns.hpp"
#include "tests/reports/random_report.hpp"
#include "tests/reports/sample_report.hpp"

namespace benignity {
namespace {

std::vector<std::string> lines_of(const std::string& text) {
  std::istringstream stream(text);
  std::vector<std::string> lines;
  for (std::string line; std::getline(stream, line);) {
    lines.push_back(line);
  }
  return lines;
}

std::string without_escapes(std::string text) {
  for (std::size_t at = text.find('\x1b'); at != std::string::npos; at = text.find('\x1b')) {
    text.erase(at, text.find('m', at) + 1 - at);
  }
  return text;
}

// The line of the only claim of a report.
std::string line_of(const ClaimResult& claim) {
  Report report;
  report.claims = {claim};
  return lines_of(verdict_table(report, {})).at(1);
}

TEST_CASE("a battery that passes is a table and a total") {
  Report report;
  report.claims = {sample_claim(), sample_claim("engine.gram", Verdict::pass)};
  report.claims[1].measurements = {{"max |Δ logit|", std::nullopt, 3.1e-45, {0, 1e-40}}};
  report.claims[1].test.reset();
  report.claims[1].wall_seconds = 0.4;
  CHECK(verdict_table(report, {}) ==
        "verdict  claim               observed and required                 p (Holm)   seconds\n"
        "PASS     theorem.generalize  τ_generalize [steps]: 412 vs 409.2        0.75      1.25\n"
        "PASS     engine.gram         max |Δ logit|: 3.1e-45 in [0, 1e-40]         -      0.40\n"
        "\n"
        "2 claims: 2 PASS\n");
}

TEST_CASE("claims that did not pass are explained below, with the line that replays each") {
  Report report;
  report.claims = {sample_claim(), sample_claim("engine.gram", Verdict::out_of_regime)};
  report.claims[1].explanation = "margin dimension is 0.5,\nbelow 1";
  report.missing = {"theorem.fit"};
  const std::string text = verdict_table(report, {});
  CHECK(text.substr(text.find("\n\n")) ==
        "\n\nOUT_OF_REGIME  engine.gram\n"
        "    margin dimension is 0.5, below 1\n"
        "    replay: benignity verify --claim engine.gram\n"
        "\n"
        "not run (the battery was interrupted)\n"
        "    theorem.fit\n"
        "\n"
        "3 claims: 1 PASS, 1 OUT_OF_REGIME, 1 not run\n");
}

TEST_CASE("an empty battery has no claims") {
  CHECK(verdict_table({}, {}).ends_with("\n0 claims\n"));
}

TEST_CASE("an observation outside its interval is not said to lie in it") {
  ClaimResult claim = sample_claim();
  claim.measurements = {{"share", std::nullopt, 0.5, {0.9, 1}}};
  const auto shows = [&](std::string_view digest) {
    return line_of(claim).find(digest) != std::string::npos;
  };
  CHECK(shows("share: 0.5 not in [0.9, 1] "));
  claim.measurements[0].accept = {0.9, std::nullopt};
  CHECK(shows("share: 0.5 not >= 0.9 "));
  claim.measurements[0].observed = std::numeric_limits<double>::quiet_NaN();
  CHECK(shows("share: nan not >= 0.9 "));
  claim.measurements[0].observed = 0.95;
  CHECK(shows("share: 0.95 >= 0.9 "));
  claim.measurements[0].accept = {std::nullopt, 1};
  CHECK(shows("share: 0.95 <= 1 "));
  claim.measurements[0].accept = {};
  CHECK(shows("share: 0.95 in (-inf, inf) "));
}

TEST_CASE("a criterion is shown as it is, and a prediction only inside the tolerance around it") {
  ClaimResult claim = sample_claim();
  const auto shown = [&](const Measurement& measurement) {
    claim.measurements = {measurement};
    const std::string line = line_of(claim);
    const std::size_t start = line.find("share: ") + 7;
    return line.substr(start, line.find("  ", start) - start);
  };
  CHECK(shown({"share", 1, 0.95, {0.9, 1}}) == "0.95 in [0.9, 1]");
  CHECK(shown({"share", 1, 0.95, {0.9, std::nullopt}}) == "0.95 >= 0.9");
  CHECK(shown({"share", 0, 1e-49, {0, 1e-40}}) == "1e-49 in [0, 1e-40]");
  CHECK(shown({"share", 0, 1e-39, {std::nullopt, 1e-40}}) == "1e-39 not <= 1e-40");
  CHECK(shown({"share", 1, 0.95, {0.9, 1.1}}) == "0.95 vs 1");
  CHECK(shown({"share", 1, 0.95, {}}) == "0.95 vs 1");
}

TEST_CASE("of a claim that fails the line shows what lies outside its interval") {
  ClaimResult claim = sample_claim("x", Verdict::fail);
  claim.measurements = {{"first", 1, 1, {0.9, 1.1}}, {"second", 1, 2, {0.9, 1.1}}};
  CHECK(line_of(claim).find("second: 2 vs 1 ") != std::string::npos);
  claim.verdict = Verdict::pass;
  CHECK(line_of(claim).find("first: 1 vs 1 ") != std::string::npos);
}

TEST_CASE("nothing is shortened in a file, whose readers copy ids from it") {
  ClaimResult claim = sample_claim(std::string(200, 'i') + "_end", Verdict::pass);
  claim.measurements[0].quantity = std::string(200, 'q') + "_end";
  CHECK(line_of(claim).find("i_end  ") != std::string::npos);
  CHECK(line_of(claim).find("q_end: 412 vs 409.2 ") != std::string::npos);
  std::FILE* const file = std::tmpfile();
  const TableLayout layout = layout_for(fileno(file));
  CHECK((layout.colour == Colour::off && !layout.width));
  std::fclose(file);
}

TEST_CASE("on a terminal a long quantity gives way to its numbers and to the id") {
  Report report;
  report.claims = {sample_claim()};
  report.claims[0].id = "exponent.selection_time.init_weight_std";
  report.claims[0].measurements[0].quantity = std::string(200, 'q');
  for (const std::size_t width : {100U, 200U}) {
    const std::string line = lines_of(verdict_table(report, {Colour::off, width})).at(1);
    CHECK(line.find("PASS     exponent.selection_time.init_weight_std  q") == 0);
    CHECK(line.find("q…: 412 vs 409.2 ") != std::string::npos);
    CHECK(columns(line) == width);
  }
  CHECK(verdict_table(report, {Colour::off, 1}) == verdict_table(report, {Colour::off, 100}));
}

TEST_CASE("a declared verdict is shown with its evidence, met or not") {
  Report report;
  report.claims = {sample_claim("x", Verdict::vacuous), sample_claim("y", Verdict::vacuous)};
  report.claims[0].expected = ExpectedVerdict{Verdict::vacuous, "uniform attention has it"};
  std::string text = verdict_table(report, {});
  CHECK(text.find("    declared VACUOUS: uniform attention has it\n") != std::string::npos);
  CHECK(text.ends_with("2 claims: 2 VACUOUS (1 declared)\n"));
  report.claims.pop_back();
  CHECK(verdict_table(report, {}).ends_with("1 claim: 1 VACUOUS (declared)\n"));
  report.claims[0].verdict = Verdict::pass;
  text = verdict_table(report, {});
  CHECK(text.find("    declared VACUOUS, but it is PASS: uniform") != std::string::npos);
  CHECK(text.ends_with("1 claim: 1 PASS\n"));
}

TEST_CASE("claims line up and fit into a terminal, but for what is copied, whatever they hold") {
  CHECK(rc::check([] {
    const Report report = random_report();
    const std::vector<std::string> lines = lines_of(verdict_table(report, {Colour::off, 100}));
    for (std::size_t i = 0; i <= report.claims.size(); ++i) {
      RC_ASSERT(columns(lines.at(i)) == columns(lines.front()));
    }
    std::set<std::string> whole;
    for (const ClaimResult& claim : report.claims) {
      whole.insert(std::string(name(claim.verdict)) + "  " + printable(claim.id));
    }
    for (const std::string& line : lines) {
      RC_ASSERT(columns(line) <= 100 || line.starts_with("    replay: ") || whole.contains(line));
      RC_ASSERT(printable(line) == line);
    }
  }));
}

TEST_CASE("only the last 8 columns of a claim's line depend on wall times") {
  CHECK(rc::check([] {
    Report report = random_report();
    const std::vector<std::string> before = lines_of(verdict_table(report, {}));
    for (ClaimResult& claim : report.claims) {
      claim.wall_seconds = random_seconds();
    }
    report.manifest.wall_seconds = random_seconds();
    const std::vector<std::string> after = lines_of(verdict_table(report, {}));
    RC_ASSERT(before.size() == after.size());
    for (std::size_t i = 0; i < before.size(); ++i) {
      const bool timed = i >= 1 && i <= report.claims.size();
      const std::size_t seconds = timed ? 8 : 0;
      RC_ASSERT(before[i].substr(0, before[i].size() - seconds) ==
                after[i].substr(0, after[i].size() - seconds));
    }
  }));
}

TEST_CASE("colour adds escape sequences around the verdicts and nothing else") {
  const Report report = sample_report();
  const std::string plain = verdict_table(report, {});
  const std::string coloured = verdict_table(report, {Colour::on});
  CHECK(plain.find('\x1b') == std::string::npos);
  CHECK(coloured.find("\x1b[32mPASS         \x1b[0m  theorem.generalize") != std::string::npos);
  CHECK(coloured.find("\x1b[1;31m1 FAIL\x1b[0m") != std::string::npos);
  CHECK(without_escapes(coloured) == plain);
}

}  // namespace
}  // namespace benignity
